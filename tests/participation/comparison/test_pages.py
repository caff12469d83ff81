"""The comparison as pages and over the API: who sees what, and what is said while too few share."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from config.core.accounts.models import User
from participation.comparison import services
from participation.comparison.quarters import last_whole
from participation.models import Sharing
from projects.gaps.thresholds import moment
from tests.cast import make_municipality
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_project, make_unit
from tests.make.inside import make_chain

SOON = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def project(unit):
    return make_project(unit)


def _url(municipality, rest=""):
    return f"/{municipality.slug}/reports/compare/{rest}"


def _share(municipality, at: datetime | None = None):
    at = at or moment(last_whole(timezone.localdate())) - timedelta(days=3)
    return services.agree(municipality=municipality, inhabitants=8000, counted_in=at.year, by=None, at=at)


def test_the_senior_manager_reads_the_whole_and_a_unit(municipality, unit, project, bob, client_of):
    make_chain(project, said_on=SOON)
    client = client_of(bob)

    for rest in ("", "plans/", f"?unit={unit.public_id}&by=tertials", f"plans/?unit={unit.public_id}"):
        content = client.get(_url(municipality, rest)).content.decode()
        assert "1 av 1" in content
        assert content.count("<h1") == 1


def test_a_unit_manager_reads_the_own_unit_alone(municipality, unit, project, uma, client_of):
    beside = make_unit(municipality, "Sykehjemmet")
    make_chain(make_project(beside), said_on=SOON)
    client = client_of(uma)

    content = client.get(_url(municipality)).content.decode()

    assert "Sykehjemmet" not in content
    assert "Ingen innspill er skrevet ned" in content
    assert client.get(_url(municipality, f"?unit={beside.public_id}")).status_code == 404
    assert (
        "Dette leses av dem som leder hele kommunen"
        in client.get(_url(municipality, "others/")).content.decode()
    )


@pytest.mark.parametrize("rest", ["", "plans/", "others/", "sharing/"])
def test_who_may_not_is_not_let_in(municipality, pia, charlie, client_of, rest):
    assert client_of(pia).get(_url(municipality, rest)).status_code == 403
    assert client_of(charlie).get(_url(municipality, rest)).status_code == 404


def test_the_pages_cost_the_same_whatever_there_is(
    municipality, project, bob, client_of, django_assert_max_num_queries
):
    client = client_of(bob)
    for rest in ("", "plans/", "others/"):
        with django_assert_max_num_queries(25):
            client.get(_url(municipality, rest))
        assert_constant_queries(
            lambda count: [make_chain(project, said_on=SOON) for _one in range(count)],
            lambda rest=rest: client.get(_url(municipality, rest)),
        )


def test_the_administrator_agrees_and_withdraws(municipality, adam, client_of):
    client = client_of(adam)
    year = timezone.localdate().year

    answer = client.post(_url(municipality, "sharing/"), {"inhabitants": "8000", "counted_in": str(year)})
    held = Sharing.objects.get()
    page = client.get(_url(municipality, "sharing/")).content.decode()
    client.post(_url(municipality, "sharing/withdraw/"))

    assert answer.status_code == 303
    assert (held.municipality, held.by, held.inhabitants) == (municipality, adam, 8000)
    assert "5\N{NO-BREAK SPACE}000 til 19\N{NO-BREAK SPACE}999 innbyggere" in page
    assert not Sharing.objects.running().exists()
    assert client.get(_url(municipality, "others/")).status_code == 403


def test_what_cannot_be_is_said_in_the_form(municipality, adam, client_of):
    answer = client_of(adam).post(_url(municipality, "sharing/"), {"inhabitants": "3", "counted_in": "1999"})

    assert answer.status_code == 422
    assert not Sharing.objects.exists()


def test_the_senior_manager_may_not_decide_to_share(municipality, bob, client_of):
    answer = client_of(bob).post(
        _url(municipality, "sharing/"), {"inhabitants": "8000", "counted_in": "2026"}
    )

    assert answer.status_code == 403


def test_the_three_empty_states_say_what_is_missing(municipality, bob, client_of):
    client, address = client_of(bob), _url(municipality, "others/")
    none = client.get(address).content.decode()
    _share(municipality)
    waits = client.get(address).content.decode()
    services.count_quarter(at=timezone.now())
    few = client.get(address).content.decode()

    assert "Kommunen deler ikke tall" in none
    assert "Det første kvartalet er ikke over" in waits
    assert "Færre enn 5 andre kommuner" in few
    assert "for få til å vise" in few


def test_with_six_the_span_is_shown_and_nobody_named(municipality, bob, client_of, api_of):
    others = [make_municipality(f"kommune-{at}", f"Kommunenavn {at}") for at in range(5)]
    for one in (municipality, *others):
        _share(one)
        make_chain(make_project(make_unit(one)), said_on=last_whole(timezone.localdate()))
    services.count_quarter(at=timezone.now())

    page = client_of(bob).get(_url(municipality, "others/")).content.decode()
    told = api_of(bob).get("/api/v1/comparison/others/").json()

    # One of 8 000 is 1.25 of 10 000.
    assert "fra 1 til 2" in page
    assert "1,2 (1 i alt)" in page
    assert "Kommunenavn" not in page
    assert {one["ratio"]: (one["low"], one["high"]) for one in told["others"]}["said"] == (1, 2)
    assert told["own"]["said"] == 1
    assert "Kommunenavn" not in str(told)


def test_the_api_says_what_the_pages_show(municipality, unit, project, bob, uma, api_of):
    make_chain(project, said_on=SOON)
    User.objects.update(language="nb")

    stretches = api_of(bob).get("/api/v1/comparison/").json()
    shown = api_of(bob).get("/api/v1/comparison/plans/").json()

    assert stretches[-1]["values"]["said"] + stretches[-2]["values"]["said"] == 1
    assert {one["key"] for one in shown["pictures"]} == {"coverage", "levels", "units"}
    assert api_of(uma).get("/api/v1/comparison/").status_code == 403
    assert api_of(uma).get(f"/api/v1/comparison/?unit={unit.public_id}").status_code == 200


def test_sharing_over_the_api(municipality, other_municipality, adam, bob, api_of):
    wanted = {"inhabitants": 8000, "counted_in": timezone.localdate().year}
    made = api_of(adam).post("/api/v1/sharings/", wanted)
    elsewhere = _share(other_municipality)

    assert made.status_code == 201
    listed = api_of(adam).get("/api/v1/sharings/").json()["results"]
    assert [row["municipality"] for row in listed] == [municipality.slug]
    assert api_of(bob).post("/api/v1/sharings/", wanted).status_code == 403
    assert api_of(adam).delete(f"/api/v1/sharings/{elsewhere.public_id}/").status_code == 404
    assert api_of(adam).delete(f"/api/v1/sharings/{made.json()['id']}/").status_code == 204
    assert api_of(adam).delete(f"/api/v1/sharings/{made.json()['id']}/").status_code == 409
    assert not Sharing.objects.of(municipality).running().exists()


def test_a_report_over_the_api_has_its_pictures_as_tables(municipality, project, bob, api_of):
    from tests.make.inside import make_report

    make_chain(project)
    report = make_report(municipality)

    told = api_of(bob).get(f"/api/v1/reports/{report.public_id}/").json()["pictures"]

    course = next(one for one in told if one["key"] == "course")
    assert course["takeaway"].startswith(("Det tok", "It took"))
    assert len(course["rows"]) == 6
    assert next(one for one in told if one["key"] == "load")["rows"] == []

"""Plans as pages: who may, what the map says, the forms and the file."""

import pytest

from participation.models import ParticipationPlan, PlanLine
from participation.plans import services
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_contribution, make_project, make_unit
from tests.participation.plans.conftest import LINE, WORDS, YEAR

URL = "/granvik/participation-plans/"

pytestmark = pytest.mark.usefixtures("now")


def _page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_map_says_in_words_what_is_missing_and_opens_it(line, unit, alice, client_of):
    content = _page(client_of(alice), URL)

    assert "Ingen er med" in content
    assert "0 av 2 planlagte plasser" in content
    assert f"{URL}units/{unit.public_id}/design/?year=2026" in content


def test_unplanned_involvement_is_shown_too(project, alice, client_of):
    make_contribution(project, said_on=AT.date())

    assert "Er med uten plan" in _page(client_of(alice), URL)


def test_another_year_is_one_press_away(line, alice, client_of):
    client = client_of(alice)

    assert "Ingenting er planlagt for dette året" in _page(client, f"{URL}?year=2027")
    assert "Ingen er med" in _page(client, f"{URL}?year=nonsense")


def test_a_place_has_its_lines_and_records_and_leads_to_a_request(line, project, unit, alice, bob, client_of):
    said = make_contribution(project, said_on=AT.date())
    address = f"{URL}units/{unit.public_id}/design/?year=2026"

    content = _page(client_of(alice), address)
    reader = _page(client_of(bob), address)

    assert "Vedtaksbrev" in content
    assert f"/granvik/contributions/{said.public_id}/" in content
    assert "/granvik/needs/new/" in content
    assert "Innspill: 1." in reader
    assert f"/granvik/contributions/{said.public_id}/" not in reader
    assert client_of(alice).get(f"{URL}units/{unit.public_id}/later/").status_code == 404


def test_a_manager_makes_a_plan_and_is_asked_first_what_can_be_changed(unit, uma, client_of):
    client = client_of(uma)
    form = _page(client, f"{URL}new/")
    empty = client.post(f"{URL}new/", {"unit": unit.public_id, "year": YEAR})
    made = client.post(f"{URL}new/", {"unit": unit.public_id, "year": YEAR, **WORDS})

    plan = ParticipationPlan.objects.get()
    assert form.index('name="can_change"') < form.index('name="unit"') < form.index('name="purpose"')
    assert empty.status_code == 422
    assert made.url == f"{URL}{plan.public_id}/"
    assert "Ordene i brevene" in _page(client, made.url)


def test_a_second_plan_is_an_error_on_the_form(plan, unit, alice, client_of):
    answer = client_of(alice).post(f"{URL}new/", {"unit": unit.public_id, "year": YEAR, **WORDS})

    assert answer.status_code == 422
    assert "Enheten har alt en plan for dette året" in answer.content.decode()


def test_lines_are_written_changed_and_taken_away(plan, project, uma, client_of):
    client, typed = client_of(uma), {**LINE, "project": project.public_id, "needed_by": "2026-06-01"}
    added = client.post(f"{URL}{plan.public_id}/lines/new/", typed)
    line = PlanLine.objects.get()
    edit = f"{URL}lines/{line.public_id}/edit/"
    shown = _page(client, edit)
    client.post(edit, {**typed, "seats": 4})
    wrong = client.post(edit, {**typed, "needed_by": "2027-06-01"})

    line.refresh_from_db()
    assert (added.url, line.seats, line.project) == (f"{URL}{plan.public_id}/", 4, project)
    assert f'value="{project.public_id}" selected' in shown
    assert wrong.status_code == 422
    client.post(f"{URL}lines/{line.public_id}/remove/")
    assert not PlanLine.objects.exists()


def test_agreeing_opening_again_and_next_year(plan, line, uma, client_of):
    client, address = client_of(uma), f"{URL}{plan.public_id}/"
    client.post(f"{address}agree/")
    agreed = _page(client, address)
    refused = client.post(f"{address}agree/", follow=True).content.decode()
    client.post(f"{address}reopen/")
    copied = client.post(f"{address}copy/")

    assert "Vedtatt 2. mars 2026" in agreed
    assert f"{URL}lines/{line.public_id}/edit/" not in agreed
    assert "Åpne den igjen" in refused
    assert ParticipationPlan.objects.get(year=2027).lines.get().area == "Vedtaksbrev"
    assert "Vedtaksbrev" in _page(client, copied.url)


def test_words_are_changed(plan, alice, client_of):
    client = client_of(alice)
    client.post(f"{URL}{plan.public_id}/edit/", {**WORDS, "can_change": "Tidene"})

    assert "Tidene" in _page(client, f"{URL}{plan.public_id}/")


def test_who_may(plan, municipality, uma, bob, pia, charlie, client_of):
    elsewhere = make_unit(municipality, "Sykehjemmet")
    foreign = services.create_plan(unit=elsewhere, year=YEAR, by=uma, at=AT, **WORDS)
    own, away = f"{URL}{plan.public_id}/", f"{URL}{foreign.public_id}/"

    statuses = {
        user.name: [
            client_of(user).get(address).status_code for address in (own, away, f"{own}edit/", f"{away}edit/")
        ]
        for user in (uma, bob, pia, charlie)
    }

    assert statuses == {
        "Uma": [200, 404, 200, 404],
        "Bob": [200, 200, 403, 403],
        "Pia": [403, 403, 403, 403],
        "Charlie": [404, 404, 404, 404],
    }
    assert f"{own}edit/" not in _page(client_of(bob), own)


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_the_map_as_a_file(line, alice, client_of, kind, begins):
    answer = client_of(alice).get(f"{URL}file/?kind={kind}")
    content = answer.getvalue()

    assert content.startswith(begins)
    assert answer["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        assert '"Hjemmetjenesten";"Utforming";"Planlagte plasser som er tomme";"2"' in content.decode()


def test_a_project_without_anybody_is_one_press_from_a_request(unit, uma, alice, client_of):
    project = make_project(unit, title="Vaktskifte om kvelden")
    address = "/granvik/projects-without-representatives/"

    content = _page(client_of(uma), address)

    assert "Vaktskifte om kvelden" in content
    assert f"/granvik/needs/new/?project={project.public_id}" in content
    for user in (alice, uma):
        start = _page(client_of(user), "/granvik/")
        assert f'href="{address}"' in start
        assert "forberedes uten brukerrepresentanter" in start.replace("\u00ad", "")
    assert address in _page(client_of(alice), URL)


def test_the_list_costs_the_same_for_more(unit, alice, client_of):
    client = client_of(alice)

    def rows(count):
        for _number in range(count):
            make_project(unit)

    assert_constant_queries(rows, lambda: _page(client, "/granvik/projects-without-representatives/"))

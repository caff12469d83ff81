"""The gap view as a file: what the page counts, narrowed as the page is, and nobody named."""

import pytest
from django.urls import reverse

from config.core.audit.models import AuditEvent
from projects.gaps import queries, sheets
from tests.cast import AT
from tests.make.people import make_representative, make_term
from tests.projects.fairness.test_file import read_csv, read_xlsx
from tests.projects.wanted import make_open_request


@pytest.fixture
def asked(municipality):
    make_open_request(municipality, must_area="Øyane", seats=2)
    make_representative(municipality, "Paula Prøve", area="Øyane", experience=((make_term(), "own"),))


def test_each_figure_of_the_page_is_a_line(asked, frame):
    found = queries.gaps(frame, at=AT)

    lines = sheets.gap_lines(found)

    label = found.needs[0].label
    assert {number for _part, what, figure, number in lines if (what, figure) == (label, "Plasser")} == {"2"}
    for area in found.areas:
        assert any(what == area.name and number == str(area.people) for _p, what, _f, number in lines)
    assert any(number == found.needs[0].words for *_what, number in lines)
    assert "Paula" not in str(lines)


@pytest.mark.parametrize(("user", "status"), [("alice", 200), ("pia", 403), ("bob", 403), ("charlie", 404)])
def test_who_may_take_it_out_and_that_it_is_written(request, client_of, asked, user, status):
    client = client_of(request.getfixturevalue(user))

    answer = client.get(reverse("gap_file", args=["granvik"]), {"kind": "xlsx", "area": "Øyane"})

    assert answer.status_code == status
    assert AuditEvent.objects.filter(kind="figures.taken_out", purpose="gaps").count() == (status == 200)
    if status == 200:
        assert read_xlsx(answer.content)[0] == ("Del", "Gjelder", "Tall", "Antall")


def test_the_page_leads_to_both_with_its_filters(client_of, alice, asked):
    page = client_of(alice).get(reverse("gap_list", args=["granvik"]), {"months": 6}).content.decode()

    path = reverse("gap_file", args=["granvik"])
    for kind in ("xlsx", "csv"):
        assert f'href="{path}?months=6&amp;kind={kind}"' in page


def test_the_same_over_the_api(api_of, alice, pia, asked):
    api = api_of(alice)

    rows = read_csv(api.get("/api/v1/gaps/file/", {"kind": "csv"}).streaming_content)

    assert any("Øyane" in what for _part, what, *_more in rows)
    assert api.get("/api/v1/gaps/file/", {"kind": "doc"}).status_code == 400
    assert api_of(pia).get("/api/v1/gaps/file/").status_code == 403

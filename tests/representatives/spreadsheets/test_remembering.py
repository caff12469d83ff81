"""Headings that a person corrected are proposed next time, in that municipality, until they are forgotten."""

import pytest

from config.core.audit.models import AuditEvent
from representatives.spreadsheets import remembering, services
from representatives.spreadsheets.models import ColumnChoice
from tests.cast import AT
from tests.representatives.spreadsheets.books import text
from tests.representatives.spreadsheets.lists import NO_DECISIONS

LIST = text(
    [
        ("Navn", "Telefon", "Hører til", "Merknad", "Fødselsnummer"),
        ("Alma Ask", "40612001", "Biblioteket", "Ring først", "01017000000"),
        ("Berit Berg", "40612002", "Frisklivssentralen", "", ""),
    ]
)
CORRECTED = {0: "name", 1: "phone", 2: "area", 3: None, 4: "note"}


@pytest.fixture
def plan(municipality, starter_terms):
    def planned(data=LIST, of=municipality, columns=None):
        layout = services.Layout(columns=columns) if columns else None
        return services.plan(data=data, file_name="x.csv", municipality=of, today=AT.date(), layout=layout)

    return planned


@pytest.fixture
def taken_in(plan, municipality, alice):
    def take(columns=None):
        draft = services.keep_draft(
            plan=plan(columns=columns), file_name="x.csv", municipality=municipality, by=alice, at=AT
        )
        services.confirm(draft=draft, decisions=NO_DECISIONS, by=alice, at=AT)
        draft.delete()

    return take


def _remembered() -> dict[str, str]:
    return dict(ColumnChoice.objects.order_by("heading").values_list("heading", "field"))


def test_what_was_corrected_is_remembered_and_nothing_else(taken_in):
    taken_in(CORRECTED)

    assert _remembered() == {"hører til": "area", "merknad": ""}


def test_a_list_that_is_only_looked_at_teaches_nothing(plan, municipality, alice):
    services.keep_draft(
        plan=plan(columns=CORRECTED), file_name="x.csv", municipality=municipality, by=alice, at=AT
    )

    assert _remembered() == {}


def test_the_next_list_is_read_as_last_time(taken_in, plan):
    assert plan().columns.get("Hører til") is None
    taken_in(CORRECTED)
    again = plan()

    assert again.columns == {"Navn": "name", "Telefon": "phone", "Hører til": "area"}
    assert [column.heading for column in again.layout.columns if column.as_last_time] == [
        "Hører til",
        "Merknad",
    ]
    assert [column.heading for column in again.refused_columns] == ["Fødselsnummer"]


def test_saying_the_same_again_keeps_it_and_saying_otherwise_changes_or_forgets_it(taken_in):
    taken_in(CORRECTED)
    taken_in(CORRECTED)
    assert _remembered() == {"hører til": "area", "merknad": ""}

    taken_in(CORRECTED | {2: "organisation", 3: "note"})
    assert _remembered() == {"hører til": "organisation"}


def test_the_other_municipality_learns_nothing(taken_in, plan, other_municipality):
    taken_in(CORRECTED)

    assert plan(of=other_municipality).columns.get("Hører til") is None


def test_a_refused_column_is_not_opened_by_memory(plan, municipality):
    ColumnChoice.objects.create(
        municipality=municipality, heading="fødselsnummer", field="note", chosen_at=AT
    )

    assert [column.heading for column in plan().refused_columns] == ["Fødselsnummer"]


def test_a_heading_that_is_a_person_is_not_remembered(municipality, taken_in, plan, alice):
    data = text([("Navn", "Telefon", "alma@example.org"), ("Berit Berg", "40612002", "x")])
    layout = services.Layout(header_row=1, columns={0: "name", 1: "phone", 2: "note"})
    draft = services.keep_draft(
        plan=services.plan(
            data=data, file_name="x.csv", municipality=municipality, today=AT.date(), layout=layout
        ),
        file_name="x.csv",
        municipality=municipality,
        by=alice,
        at=AT,
    )
    services.confirm(draft=draft, decisions=NO_DECISIONS, by=alice, at=AT)

    assert _remembered() == {}


def test_it_is_forgotten_by_hand(taken_in, plan, alice):
    taken_in(CORRECTED)
    remembering.forget(choice=ColumnChoice.objects.get(field="area"), by=alice, at=AT)

    assert plan().columns.get("Hører til") is None
    assert AuditEvent.objects.filter(kind="column_choice.forgotten").count() == 1


def test_the_page_names_what_is_remembered_and_forgets_it(taken_in, client_of, alice, charlie):
    taken_in(CORRECTED)
    facilitator = client_of(alice)
    page = facilitator.get("/granvik/import/lists/").content.decode()
    assert "hører til" in page

    choice = ColumnChoice.objects.get(field="area")
    address = f"/granvik/import/headings/{choice.public_id}/forget/"
    assert client_of(charlie).post(address).status_code == 404
    assert facilitator.get(address).status_code == 405
    assert facilitator.post(address).status_code == 303
    assert _remembered() == {"merknad": ""}


def test_the_api_lists_and_forgets(taken_in, api_of, alice, charlie, bob):
    taken_in(CORRECTED)
    told = api_of(alice).get("/api/v1/column-choices/").json()
    assert [(row["heading"], row["field"]) for row in told["results"]] == [
        ("hører til", "area"),
        ("merknad", ""),
    ]
    address = f"/api/v1/column-choices/{told['results'][0]['id']}/"
    assert api_of(charlie).delete(address).status_code == 404
    assert api_of(bob).delete(address).status_code == 403
    assert api_of(alice).delete(address).status_code == 204
    assert _remembered() == {"merknad": ""}

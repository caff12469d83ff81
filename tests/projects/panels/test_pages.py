"""The pages of a draw: the editor, the check, the seed, the progress, the record, and who may."""

import pytest
from django.urls import reverse

from config.core.audit.models import AuditEvent
from projects.models import Panel, PanelMember
from projects.panels import exports, services
from projects.panels.forms import _key
from representatives.models import Representative
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.projects.panels.pool import area, make_draft, make_drawn, make_one, make_pool, make_published

WRITING = ("panel_edit", "panel_check", "panel_suggest", "panel_publish", "panel_stop", "panel_replace")
READING = ("panel_detail", "panel_record", "panel_pdf", "panel_quotas_csv", "panel_people_csv")


def at(panel, name="panel_detail"):
    return reverse(name, args=[panel.municipality.slug, panel.public_id])


def filled(panel, *quotas, seats=3, pool="covering"):
    data = {"seats": seats, "pool": pool}
    for one in quotas:
        key = _key(one.category, one.value)
        data |= {f"least-{key}": one.minimum, f"most-{key}": one.maximum}
    return data


def test_from_candidates_to_a_draft_with_every_value_that_somebody_has(client_of, alice, municipality):
    wanted = make_pool(municipality)
    client = client_of(alice)
    arguments = [municipality.slug, wanted.public_id]

    listed = client.get(reverse("candidate_list", args=arguments)).content.decode()
    assert reverse("panel_list", args=arguments) in listed
    response = client.post(reverse("panel_start", args=arguments))
    content = client.get(response.url).content.decode()

    assert response.status_code == 303
    for text in ("Fjellgrenda (3)", "Pårørende (5)", "Under 30 år (0)", "Det finnes et panel"):
        assert text in content
    assert "minst 1 av hvert kjønn" in content


def test_what_is_filled_in_is_kept_and_checked(client_of, alice, municipality):
    wanted = make_pool(municipality)
    panel = services.start(request=wanted, by=alice, at=AT)
    client = client_of(alice)

    response = client.post(at(panel, "panel_edit"), filled(panel, area("Sentrum", 1, 2)))
    page = client.get(response.url.partition("#")[0]).content.decode()

    assert response.status_code == 303
    row = panel.quotas.get()
    assert (row.category, row.value, row.minimum, row.maximum) == ("area", "Sentrum", 1, 2)
    assert "Det finnes et panel" in page
    refused = client.post(at(panel, "panel_edit"), filled(panel, area("Sentrum", 3, 1)))
    assert refused.status_code == 422
    assert "det minste er mer enn" in refused.content.decode()
    assert panel.quotas.get().minimum == 1


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_the_check_names_the_clash_and_the_change_and_keeps_nothing(client_of, alice, municipality, headers):
    panel = make_draft(make_pool(municipality), alice)

    answer = client_of(alice).post(
        at(panel, "panel_check"),
        filled(panel, area("Sentrum", 2, 3), area("Nordbyen", 2, 3)),
        headers=headers,
    )

    content = answer.content.decode()
    assert "Disse lar seg ikke holde samtidig: «Nordbyen», «Sentrum»." in content
    assert "Det går med minst 1 av" in content
    assert "minst 1 av hvert kjønn" in content
    assert ("<main" in content) != bool(headers)
    assert panel.quotas.count() == 3


def test_without_scripts_a_button_checks_and_the_line_of_the_law_follows_the_seats(
    client_of, alice, municipality
):
    panel = make_draft(make_pool(municipality, people=10), alice)
    client = client_of(alice)

    editor = client.get(at(panel)).content.decode()
    content = client.post(at(panel, "panel_check"), filled(panel, seats=6)).content.decode()

    assert f'formaction="{at(panel, "panel_check")}"' in editor
    assert "Et offentlig utvalg på 6 har minst 3 av hvert kjønn" in content
    assert 'value="6"' in content
    panel.refresh_from_db()
    assert panel.seats == 3


def test_everyone_held_back_is_a_sentence_and_no_empty_page(client_of, alice, municipality):
    wanted = make_pool(municipality, people=2)
    panel = services.start(request=wanted, by=alice, at=AT)
    Representative.objects.update(most_at_once=0)

    content = client_of(alice).get(at(panel)).content.decode()

    assert "Alle i nettverket holdes tilbake" in content


def test_publishing_asks_first_and_then_shows_the_seed_and_the_progress(client_of, alice, municipality):
    panel = make_draft(make_pool(municipality), alice)
    client = client_of(alice)

    asked = client.get(at(panel, "panel_publish")).content.decode()
    panel.refresh_from_db()
    assert "9 personer er med i trekningen" in asked
    assert panel.state == "draft"
    response = client.post(at(panel, "panel_publish"))
    panel.refresh_from_db()
    page = client.get(response.url)

    assert panel.state == "published"
    assert panel.seed in page.content.decode()
    assert page.headers["Refresh"] == "3"
    part = client.get(at(panel), headers={"HX-Request": "true"}).content.decode()
    assert "<main" not in part and 'hx-trigger="every 1s"' in part


def test_a_stop_leaves_the_seed_to_see(client_of, alice, municipality):
    panel = make_published(make_pool(municipality), alice)
    client = client_of(alice)

    client.post(at(panel, "panel_stop"))
    content = client.get(at(panel)).content.decode()

    assert panel.seed in content
    assert "Trekningen ble stoppet" in content


def test_the_result_tells_names_chances_and_the_certificate_in_words(client_of, alice, municipality):
    panel = make_drawn(make_pool(municipality), alice)
    client = client_of(alice)
    before = AuditEvent.objects.filter(kind="panel.read").count()

    for name in ("panel_detail", "panel_record"):
        content = client.get(at(panel, name)).content.decode()
        for member in panel.members.filter(standing="drawn").select_related("representative").order_by("pk"):
            assert member.representative.name in content
        assert "Alle hadde samme sjanse: omtrent én av 3." in content
        assert panel.seed in content
    assert AuditEvent.objects.filter(kind="panel.read").count() == before + 2
    waiting = client.get(at(panel), headers={"HX-Request": "true"})
    assert waiting.headers["HX-Refresh"] == "true"


def test_the_record_is_a_file_too_and_the_others_have_no_names(client_of, alice, municipality):
    panel = make_drawn(make_pool(municipality), alice)
    client = client_of(alice)

    pdf = client.get(at(panel, "panel_pdf"))
    quotas = client.get(at(panel, "panel_quotas_csv")).content.decode().splitlines()
    people = client.get(at(panel, "panel_people_csv")).content.decode().splitlines()

    assert pdf.content.startswith(b"%PDF")
    assert quotas[0] == "feature,value,min,max"
    assert set(quotas[1:]) == {
        "area,Sentrum,1,1",
        "area,Nordbyen,1,1",
        "area,Fjellgrenda,1,1",
        "area,other,0,3",
    }
    assert people[0] == "number,area,drawn"
    assert len(people) == 10
    assert sum(line.endswith(",yes") for line in people) == 3
    assert "Prøve" not in "".join(people)
    told = exports.lottery(Panel.objects.get(pk=panel.pk))
    assert sorted(number for kind in told["types"] for number in kind) == list(range(1, 10))
    assert len(told["drawn"]) == 3


def test_a_draft_has_no_record(client_of, alice, municipality):
    panel = make_draft(make_pool(municipality), alice)
    client = client_of(alice)

    assert [
        client.get(at(panel, name)).status_code for name in ("panel_record", "panel_pdf", "panel_people_csv")
    ] == [404] * 3


@pytest.mark.parametrize("role", ["bob", "pia", "adam"])
def test_only_who_may_see_candidates_sees_a_draw(request, client_of, role, alice, municipality):
    panel = make_drawn(make_pool(municipality), alice)
    client = client_of(request.getfixturevalue(role))

    assert {client.get(at(panel, name)).status_code for name in READING} == {403}
    assert {client.post(at(panel, name)).status_code for name in WRITING} == {403}


def test_another_municipality_finds_nothing(client_of, charlie, other_municipality, alice, municipality):
    panel = make_drawn(make_pool(municipality), alice)
    client = client_of(charlie)

    for name in (*READING, *WRITING):
        own = reverse(name, args=[other_municipality.slug, panel.public_id])
        assert {client.post(path).status_code for path in (at(panel, name), own)} == {404}


@pytest.mark.parametrize("make", [make_draft, make_drawn])
def test_more_people_cost_no_more_queries(client_of, alice, municipality, make):
    wanted = make_pool(municipality, people=6)
    panel = make(wanted, alice)
    client = client_of(alice)

    def more(count):
        for _number in range(count):
            person = make_one(municipality, Representative.objects.count())
            if panel.state == "drawn":
                PanelMember.objects.create(
                    municipality=municipality,
                    panel=panel,
                    representative=person,
                    number=panel.members.count() + 1,
                    standing="drawn",
                    frozen_at=AT,
                )

    assert_constant_queries(more, lambda: client.get(at(panel)))

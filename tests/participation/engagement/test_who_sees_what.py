"""Field by field: what each role sees of a professional, and that nowhere a person is rated."""

import re
from datetime import timedelta
from pathlib import Path

import polib
import pytest
from django.utils import timezone

from config.core.accounts.models import User
from config.core.organisations.models import Role
from participation.engagement import guidance, knowing, relating, services
from participation.engagement.models import Professional
from participation.models import Fact, GladToHelp, Relation, Tie
from tests.cast import AT, make_user
from tests.make.chain import make_meeting, make_professional, make_project

# What is held about Kari, by field: the words that would give it away.
HELD = {
    "name": "Kari Fjell",
    "job": "Avdelingssykepleier",
    "email": "kari@example.org",
    "fact": "Talte på fagdagen",
    "who wrote the fact": "Alice",
    "gathered fact": "Oppstartsmøtet",
    "next step": "Ta en kaffe",
    "cadence": "every 45 days",
    "tie": "Works with Ola Vik",
    "glad": "Ring meg gjerne",
}
FACTS = {"name", "job", "email", "fact", "who wrote the fact", "gathered fact"}


@pytest.fixture
def kari(unit, pia, alice):
    User.objects.update(language="en")
    person = make_professional(
        unit, HELD["name"], user=pia, job=HELD["job"], email=HELD["email"], language="en"
    )
    services.record_fact(
        professional=person, kind="spoke_up", happened_on=AT.date(), text=HELD["fact"], by=alice, at=AT
    )
    project = make_project(unit, leader=pia)
    make_meeting(project, title=HELD["gathered fact"], state="held", held_on=timezone.localdate())
    at = timezone.now()
    day = timezone.localdate(at) + timedelta(days=9)
    relating.agree(
        professional=person, next_step=HELD["next step"], next_on=day, every_days=45, by=alice, at=at
    )
    knowing.tie(one=person, other=make_professional(unit, "Ola Vik"), kind="works_with", by=alice, at=AT)
    guidance.say_glad(professional=person, about=HELD["glad"], by=pia, at=at)
    return person


def _seen(content: str) -> set[str]:
    return {field for field, words in HELD.items() if words in content}


def test_the_person_reads_every_field_with_who_wrote_it(kari, pia, client_of):
    assert _seen(client_of(pia).get("/granvik/engagement/about-me/").content.decode()) == set(HELD)


def test_the_person_reads_the_same_over_the_api(kari, pia, api_of):
    (record,) = api_of(pia).get("/api/v1/professionals/mine/").json()

    assert record["name"] == HELD["name"]
    assert {fact["text"] for fact in record["facts"]} == {HELD["fact"], HELD["gathered fact"]}
    assert all(fact["told_by"] for fact in record["facts"])
    (step,) = record["next_steps"]
    assert (step["next_step"], step["every_days"]) == (HELD["next step"], 45)
    assert "Alice" in step["written"]
    (tie,) = record["ties"]
    assert ("Ola Vik" in tie["words"], tie["told_by"]) == (True, "Alice")
    assert record["glad"] == HELD["glad"]


def test_the_facilitator_sees_what_the_person_sees(kari, alice, client_of):
    content = client_of(alice).get(f"/granvik/engagement/people/{kari.public_id}/").content.decode()

    assert _seen(content) == set(HELD)


def test_a_manager_of_the_unit_sees_facts_and_nothing_of_what_the_facilitator_plans(
    kari, uma, client_of, api_of
):
    client = client_of(uma)
    content = client.get(f"/granvik/engagement/people/{kari.public_id}/").content.decode()
    row = api_of(uma).get(f"/api/v1/professionals/{kari.public_id}/").json()

    assert _seen(content) == FACTS
    assert row.keys() == {"id", "name", "unit", "job", "email", "language", "is_active", "facts"}
    assert client.get(f"/granvik/engagement/people/{kari.public_id}/next/").status_code == 403


@pytest.mark.parametrize("who", ["senior", "professional", "foreign"])
def test_senior_managers_other_professionals_and_strangers_see_no_page_of_it(
    kari, bob, municipality, charlie, who, client_of, api_of
):
    user = {
        "senior": bob,
        "professional": make_user("Per", municipality, Role.PROFESSIONAL),
        "foreign": charlie,
    }[who]
    client, api = client_of(user), api_of(user)

    for page in (f"people/{kari.public_id}/", f"people/{kari.public_id}/next/", "map/", "allies/", "next/"):
        assert client.get(f"/granvik/engagement/{page}").status_code in (403, 404), page
    assert api.get(f"/api/v1/professionals/{kari.public_id}/").status_code in (403, 404)
    for rows in (Professional, Fact, Relation, Tie):
        assert not rows.objects.visible_to(user).exists()


def test_another_professional_reads_of_kari_only_that_she_is_glad_to_be_asked(kari, municipality, client_of):
    other = make_user("Per", municipality, Role.PROFESSIONAL)
    User.objects.update(language="en")

    content = client_of(other).get("/granvik/guidance/").content.decode()
    own = client_of(other).get("/granvik/engagement/about-me/").content.decode()

    assert _seen(content) == {"name", "job", "email", "glad"}
    assert _seen(own) == set()
    assert GladToHelp.objects.visible_to(other).count() == 1


def test_no_text_speaks_of_resistance_or_rates_a_person():
    root = Path(__file__).resolve().parents[3]
    forbidden = re.compile(
        r"\b(resistan\w*|resisting|motstand\w*|motvillig\w*|uvillig\w*|vrangvill\w*|unwilling\w*|sceptic\w*|skeptisk\w*)\b",
        re.IGNORECASE,
    )
    found = [
        f"{language}: {text}"
        for language in ("nb", "nn")
        for entry in polib.pofile(str(root / "locale" / language / "LC_MESSAGES" / "django.po"))
        for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values())
        if forbidden.search(text)
    ]

    assert found == []


def test_no_row_about_a_person_has_room_for_a_step_or_a_number_of_points():
    numbers = {
        f"{model.__name__}.{field.name}"
        for model in (Professional, Fact, Relation, Tie, GladToHelp)
        for field in model._meta.concrete_fields
        if field.get_internal_type().endswith("IntegerField") and not field.primary_key
    }

    # How often the facilitator wants to be in touch is about the facilitator.
    assert numbers == {"Relation.every_days"}

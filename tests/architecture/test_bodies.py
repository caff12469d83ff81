"""Ids of another municipality inside bodies, forms and queries are refused, and what is not the writer's to set."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from config.core.organisations.models import Role
from tests.helpers.doors import fingerprint

TODAY = timezone.localdate().isoformat()
SOON = (timezone.localdate() + timedelta(days=20)).isoformat()
# Address (with own ids) and body; a part that begins with "!" is taken from the other municipality.
NAMED = {"name_nb": "Nytt", "name_nn": "Nytt", "name_en": "New"}
WORDS_OF_A_QUESTION = {"nb": "Gikk det?", "nn": "Gjekk det?", "en": "Did it go?"}
OF_A_QUESTION = {"kind": "delayed", "side": "professional", "texts": [WORDS_OF_A_QUESTION]}
BODIES: list[tuple[str, dict[str, Any]]] = [
    (
        "post consents/",
        {"representative": "!representative", "purpose": "network", "channel": "oral", "given_on": TODAY},
    ),
    ("post consents/{!consent}/renew/", {"channel": "oral", "given_on": TODAY}),
    ("post checkups/{!checkup}/answer/", {"reply": "right", "channel": "oral"}),
    ("post checkups/{!checkup}/tried/", {}),
    ("post network-policy/", {"municipality": "lauvdal", "consent_months": 3}),
    ("post profile-terms/", {"representative": "!representative", "term": "term"}),
    ("post profile-terms/", {"representative": "representative", "term": "!term"}),
    ("post projects/", {"title": "T", "unit": "!unit"}),
    ("post projects/", {"title": "T", "unit": "!unit", "municipality": "lauvdal"}),
    ("post projects/", {"title": "T", "unit": "unit", "leader": "!charlie"}),
    ("patch projects/{project}/", {"unit": "!unit"}),
    ("patch projects/{project}/", {"leader": "!charlie"}),
    ("post requests/", {"project": "!project", "title": "T"}),
    ("post requests/{request}/copy/", {"project": "!project"}),
    ("post needs/", {"decided": "x", "contribute": "x", "project": "!project"}),
    ("post needs/", {"decided": "x", "contribute": "x", "unit": "!unit"}),
    (
        "post participation-plans/",
        {"unit": "!unit", "year": 2031, "can_change": "x", "cannot_change": "x"},
    ),
    (
        "post participation-plans/{participation_plan}/lines/",
        {"area": "x", "stage": "design", "involvement": "partner", "project": "!project"},
    ),
    ("patch participation-plans/{participation_plan}/lines/{!plan_line}/", {"seats": 3}),
    ("post requests/{!request}/copy/", {"project": "project"}),
    ("post requests/{!request}/notes/", {"text": "x"}),
    ("post requests/{!request}/end/", {"reason": "x"}),
    ("get requests/{request}/feasibility/?must={!term}", {}),
    ("post proposals/{!proposal}/decline/", {"reason": "x"}),
    ("post proposals/{proposal}/take-up/", {"title": "T", "unit": "!unit"}),
    (
        "post requests/",
        {"project": "project", "title": "T", "terms": [{"term": "!term", "importance": "wish"}]},
    ),
    ("patch requests/{request}/", {"role": "!term"}),
    ("post requests/{request}/terms/", {"term": "!term", "importance": "wish"}),
    ("delete requests/{request}/terms/{!request_term}/", {}),
    (
        "post requests/{request}/choices/",
        {"representative": "!representative", "decision": "chosen", "reason": "x"},
    ),
    ("delete requests/{request}/choices/?representative={!representative}", {}),
    ("get requests/{request}/why-not/?representative={!representative}", {}),
    ("post calls/", {"request": "!request", "open_until": SOON}),
    ("post calls/{!call}/publish/", {}),
    ("post calls/{call}/interest/", {"representative": "!candidate", "said_by": "phone"}),
    ("post interest/{!interest}/decide/", {"answer": "not_now"}),
    ("post topics/{representative}/topics/", {"term": "!term"}),
    ("post topics/{!representative}/topics/", {"term": "term"}),
    ("post invitations/", {"request": "request", "representative": "!candidate", "reply_by": SOON}),
    ("post invitations/", {"request": "!request", "representative": "candidate", "reply_by": SOON}),
    ("post letter-texts/", {"municipality": "lauvdal", "kind": "invitation.asked", "language": "nb"}),
    ("post letter-texts/{!letter_text}/restore/", {}),
    ("post letter-texts/sender/", {"municipality": "lauvdal", "name": "x"}),
    ("post paper-letters/", {"invitation": "!invitation"}),
    ("post paper-letters/{!paper_letter}/posted/", {}),
    ("post questions/{!invitation}/reply/", {"text": "x", "told": "phone"}),
    ("post questions/{!invitation}/add/", {"text": "x", "way": "phone"}),
    ("post meetings/", {"project": "!project", "title": "T", "held_on": SOON}),
    (
        "post meetings/{planned_meeting}/hold/",
        {"held_on": TODAY, "hours": 1, "attendances": [{"assignment": "!assignment"}]},
    ),
    (
        "post meetings/{planned_meeting}/hold/",
        {
            "held_on": TODAY,
            "hours": 1,
            "attendances": [],
            "contributions": [{"text": "x", "owner": "!professional"}],
        },
    ),
    (
        "post meetings/{meeting}/correct/",
        {"held_on": TODAY, "hours": 1, "attendances": [{"assignment": "!assignment"}]},
    ),
    ("post claims/", {"attendance": "!attendance", "kind": "expense", "amount": 10}),
    ("post contributions/", {"project": "!project", "text": "x", "said_on": TODAY, "owner": "professional"}),
    ("post contributions/", {"project": "project", "text": "x", "said_on": TODAY, "owner": "!professional"}),
    (
        "post contributions/",
        {"project": "project", "text": "x", "said_on": TODAY, "owner": "professional", "meeting": "!meeting"},
    ),
    (
        "post contributions/",
        {
            "project": "project",
            "text": "x",
            "said_on": TODAY,
            "owner": "professional",
            "assignment": "!assignment",
        },
    ),
    ("patch contributions/{contribution}/", {"owner": "!professional"}),
    (
        "post contributions/{contribution}/tellings/",
        {"assignment": "!assignment", "step": "answered", "about": "x", "channel": "phone"},
    ),
    ("post sendings/", {"request": "!request", "reply_by": SOON}),
    ("post sendings/", {"request": "request", "reply_by": SOON, "ask": ["!candidate"]}),
    ("post sendings/", {"request": "request", "reply_by": SOON, "thank": ["!invitation"]}),
    ("post engagement/", {"unit": "!unit", "step": 1, "wanted": 2, "basis": "x", "set_on": TODAY}),
    ("post relations/", {"professional": "!professional", "next_step": "x", "next_on": SOON}),
    ("post work-roles/", {"name": "x", "unit": "!unit", "held_by": 3}),
    ("post work-roles/{!work_role}/step/", {"step": 1, "wanted": 2, "basis": "x", "set_on": TODAY}),
    ("post relations/{!relation}/done/", {}),
    ("patch staff-courses/{!staff_course}/", {"name": "x"}),
    ("post staff-courses/", {"municipality": "lauvdal", "name": "x"}),
    ("post ties/", {"one": "professional", "other": "!professional", "kind": "knows"}),
    ("post professionals/", {"name": "N", "unit": "!unit"}),
    ("patch professionals/{professional}/", {"unit": "!unit"}),
    ("post asks/", {"unit": "!unit", "title": "T", "need": "N", "decide_by": SOON}),
    ("post asks/", {"municipality": "lauvdal", "title": "T", "need": "N", "decide_by": SOON}),
    ("post reflections/", {"project": "!project", "held_on": TODAY, "went_well": "x"}),
    ("post reflections/", {"project": "project", "meeting": "!meeting", "held_on": TODAY, "went_well": "x"}),
    ("post reports/", {"unit": "!unit", "period_from": TODAY, "period_to": TODAY}),
    ("post reports/", {"ask": "!ask", "period_from": TODAY, "period_to": TODAY}),
    ("post reports/", {"municipality": "lauvdal", "period_from": TODAY, "period_to": TODAY}),
    ("post sharings/", {"municipality": "lauvdal", "inhabitants": 8000, "counted_in": 2026}),
    ("delete sharings/{!sharing}/", {}),
    ("get comparison/plans/?unit={!unit}", {}),
    ("post representatives/", {"municipality": "lauvdal", "given_name": "X"}),
    ("post terms/", {"kind": "skill", **NAMED, "municipality": "lauvdal"}),
    ("post terms/", {"kind": "experience", **NAMED, "parent": "!term"}),
    ("patch terms/{term}/", {"parent": "!term"}),
    ("post terms/{term}/merge/", {"into": "!term"}),
    ("post terms/{term}/merge-preview/", {"into": "!term"}),
    ("post pulses/", {"meeting": "!meeting"}),
    ("post pulses/{pulse}/ask-also/", {"professionals": ["!professional"]}),
    ("post pulses/{pulse}/record/", {"voice": "!pulse_voice", "answers": [{"question": "r1", "step": 2}]}),
    ("post questionnaires/{questionnaire}/choose/", {"project": "!project"}),
    ("post questionnaires/{questionnaire}/leave/", {"project": "!project"}),
    ("post feedback-questions/", {"municipality": "lauvdal", **OF_A_QUESTION}),
    ("post rates/", {"municipality": "lauvdal", "kind": "fee_hour", "amount": 1, "valid_from": SOON}),
]


def _filled(text: str, ids: dict[str, str]) -> str:
    for name in sorted(ids, key=len, reverse=True):
        text = text.replace(f"{{{name}}}", ids[name])
    return text


def _body(given: Any, ids: dict[str, str]) -> Any:
    if isinstance(given, dict):
        return {key: _body(value, ids) for key, value in given.items()}
    if isinstance(given, list):
        return [_body(one, ids) for one in given]
    return ids.get(given, given) if isinstance(given, str) else given


def test_ids_of_another_municipality_in_a_body_are_refused(world, api_of, charlie):
    ids = world.own.ids | {f"!{name}": key for name, key in world.foreign.ids.items()}
    ids["!charlie"] = charlie.public_id
    api = api_of(world.people[Role.FACILITATOR])
    before, taken = fingerprint(), []
    for line, given in BODIES:
        method, _space, path = line.partition(" ")
        answer = getattr(api, method)("/api/v1/" + _filled(path, ids), _body(given, ids), format="json")
        if answer.status_code not in (400, 403, 404, 409):
            taken.append(f"{line} {given}: {answer.status_code}")

    assert taken == []
    assert fingerprint() == before


@pytest.mark.parametrize("name", ["representative", "project", "request", "meeting", "professional"])
def test_a_body_cannot_set_what_is_not_the_writers_to_set(world, api_of, charlie, name):
    """Municipality, state, source, account, ids and times are ignored wherever they are sent."""
    row = world.own.rows[name]
    guarded = {
        "municipality": "lauvdal",
        "municipality_id": world.foreign.municipality.pk,
        "state": "left",
        "source": "self",
        "user": charlie.pk,
        "user_id": charlie.pk,
        "public_id": "x" * 22,
        "id": "x" * 22,
        "created_at": "1999-01-01T00:00:00Z",
        "confirmed_on": "1999-01-01",
    }
    kept = [field.attname for field in row._meta.concrete_fields if field.name in guarded] + [
        "id",
        "public_id",
    ]
    before = type(row).objects.filter(pk=row.pk).values(*kept).get()

    answer = api_of(world.people[Role.FACILITATOR]).patch(
        f"/api/v1/{name}s/{row.public_id}/", guarded, format="json"
    )

    assert answer.status_code in (200, 409)
    assert type(row).objects.filter(pk=row.pk).values(*kept).get() == before


def test_a_search_by_an_id_of_another_municipality_finds_nothing(world, api_of, client_of):
    ids = world.foreign.ids
    api, client = (make(world.people[Role.FACILITATOR]) for make in (api_of, client_of))
    queries = [
        f"assignments/?representative={ids['representative']}",
        f"assignments/?request={ids['request']}",
        f"invitations/?representative={ids['representative']}",
        f"contributions/?owner={ids['professional']}",
        f"contributions/?unit={ids['unit']}",
        f"representatives/?term={ids['term']}",
        f"checkups/?representative={ids['representative']}",
        f"consents/?representative={ids['representative']}",
        f"requests/?project={ids['project']}",
        f"reflections/?project={ids['project']}",
        f"claims/?meeting={ids['meeting']}",
        "representatives/?municipality=lauvdal",
    ]

    found = [query for query in queries if api.get(f"/api/v1/{query}").json()["results"]]

    assert found == []
    for page, choice in (
        ("meetings/new/?project", "project"),
        ("contributions/new/?project", "project"),
        ("contributions/new/?meeting", "meeting"),
        ("reflections/new/?meeting", "meeting"),
        ("reports/new/?kind=senior&ask", "ask"),
        ("projects/?unit", "unit"),
    ):
        answer = client.get(f"/granvik/{page}={ids[choice]}")
        assert answer.status_code in (200, 404), page
        assert world.foreign.mark not in answer.content.decode()


FORMS: list[tuple[str, dict[str, str]]] = [
    ("projects/new/", {"title": "T", "unit": "!unit", "phase": "preparation"}),
    ("projects/new/", {"title": "T", "unit": "unit", "phase": "preparation", "leader": "!charlie"}),
    ("requests/{request}/edit/", {"title": "T", "seats": "1", "meeting_form": "either", "role": "!term"}),
    ("requests/{request}/terms/new/", {"term": "!term", "importance": "wish", "level": "1"}),
    ("people/{representative}/experience/new/", {"term": "!term", "relation": "own", "level": "1"}),
    ("people/{representative}/skills/new/", {"term": "!term", "level": "1"}),
    ("people/{representative}/topics/new/", {"term": "!term"}),
    ("catalogue/new/", {"kind": "experience", **NAMED, "parent": "!term"}),
    ("catalogue/{term}/merge/", {"into": "!term"}),
    ("requests/{request}/sending/", {"ask": "!candidate", "reply_by": SOON}),
    ("meetings/new/", {"project": "!project", "title": "T", "held_on": SOON}),
    (
        "contributions/new/?project={project}",
        {"text": "x", "said_by": "group", "owner": "!professional", "said_on": TODAY},
    ),
    (
        "contributions/new/?project={project}",
        {"text": "x", "said_by": "!assignment", "owner": "professional", "said_on": TODAY},
    ),
    ("contributions/{contribution}/owner/", {"owner": "!professional", "due_on": SOON}),
    ("engagement/people/new/", {"name": "N", "unit": "!unit"}),
    ("engagement/people/{professional}/edit/", {"name": "N", "unit": "!unit"}),
    ("engagement/roles/new/", {"name": "N", "unit": "!unit", "held_by": "3"}),
    ("asks/new/", {"title": "T", "unit": "!unit", "need": "N", "decide_by": SOON}),
    ("reflections/new/", {"project": "!project", "held_on": TODAY, "went_well": "x"}),
    ("reports/new/?kind=unit", {"period": "own", "period_from": TODAY, "period_to": TODAY, "unit": "!unit"}),
    ("reports/new/?kind=senior", {"period": "own", "period_from": TODAY, "period_to": TODAY, "ask": "!ask"}),
    (
        "meetings/{planned_meeting}/close/",
        {"held_on": TODAY, "hours": "1", "text_1": "x", "said_by_1": "group", "owner_1": "!professional"},
    ),
]


def test_a_choice_of_another_municipality_in_a_form_is_refused(world, client_of, charlie):
    ids = world.own.ids | {f"!{name}": key for name, key in world.foreign.ids.items()}
    ids["!charlie"] = charlie.public_id
    client = client_of(world.people[Role.FACILITATOR])
    before, taken = fingerprint(), []
    for path, given in FORMS:
        answer = client.post("/granvik/" + _filled(path, ids), _body(given, ids))
        theirs = {name for name, value in given.items() if "!" in value}
        if answer.status_code != 422 or not theirs <= answer.context["form"].errors.keys():
            taken.append(f"{path} {given}: {answer.status_code}")

    assert taken == []
    assert fingerprint() == before

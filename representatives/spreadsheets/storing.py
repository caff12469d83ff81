"""Taking the people of a confirmed draft into the registry: all of them or none, in few statements."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from config.core.audit import services as audit
from config.core.jobs.models import Job
from representatives.catalogue import services as catalogue
from representatives.catalogue.models import Term
from representatives.consent.models import Consent
from representatives.consent.texts import OWN_LIST_VERSION
from representatives.onboarding.models import Declaration, Training
from representatives.registry.models import ProfileTerm, Representative, StateChange
from representatives.spreadsheets.fields import day, profile_of
from representatives.spreadsheets.models import ImportDraft
from representatives.spreadsheets.updating import fill_empty

BATCH = 500
State = Representative.State
Progress = Callable[[int, int], None]


@dataclass
class Rows:
    """Rows of every kind that an import adds, built outside the transaction because sealing takes time."""

    people: list[Representative] = field(default_factory=list)
    steps: list[StateChange] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    terms: list[ProfileTerm] = field(default_factory=list)
    trainings: list[Training] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    audits: list[Any] = field(default_factory=list)


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """The job: takes in the people of its draft, once."""
    draft = ImportDraft.objects.select_related("municipality", "created_by").get(
        public_id=job.payload["draft"]
    )
    if draft.state == ImportDraft.State.DONE:
        return dict(job.result)
    by, at = draft.created_by, timezone.now()
    content = json.loads(draft.content)

    def settle() -> None:
        ImportDraft.objects.filter(pk=draft.pk).update(state=ImportDraft.State.DONE, content="")
        audit.record("import.completed", obj=draft, by=by, at=at)

    return take_in(
        content=content, municipality=draft.municipality, by=by, at=at, progress=progress, within=settle
    )


def take_in(
    *,
    content: dict[str, Any],
    municipality: Any,
    by: Any,
    at: datetime,
    progress: Progress = lambda done, total: None,
    within: Callable[[], None] = lambda: None,
) -> dict[str, int]:
    """Takes in the settled people of a draft in one transaction, `within` included; counts what came of it.

    Rows are built, and values sealed, before the transaction begins: the database is held for the writing alone.
    """
    people = content["people"]
    words = Words(municipality)
    new = [person for person in people if person["action"] == "new"]
    updates = [person for person in people if person["action"] != "new"]
    rows = Rows()
    for number, person in enumerate(new, start=1):
        add_person(rows, person, municipality=municipality, words=words, by=by, at=at)
        if number % BATCH == 0:
            progress(number, len(people) + 1)
    with transaction.atomic():
        write(rows)
        changed = fill_empty(updates, municipality=municipality, words=words, by=by, at=at)
        for word in content["learnt"]:
            catalogue.learn(term=words.term(word["term"]), text=word["text"], municipality=municipality)
        within()
    return {"new": len(new), "updated": len(updates), "changed": changed}


class Words:
    """The catalogue's terms by key, as the municipality may use them."""

    def __init__(self, municipality: Any) -> None:
        self._terms = {term.key: term for term in Term.objects.offered_in(municipality)}

    def term(self, key: str) -> Term:
        return self._terms[key]

    def known(self, terms: Iterable[dict[str, Any]]) -> list[tuple[Term, str]]:
        """Terms with their relation, each once; a key that has been retired since is left out."""
        found = {(term["term"], term["relation"]): term for term in terms if term["term"] in self._terms}
        return [(self._terms[key], relation) for key, relation in found]


def add_person(
    rows: Rows, person: dict[str, Any], *, municipality: Any, words: Any, by: Any, at: datetime
) -> None:
    """Adds the rows of one new person. Lived experience comes only with a dated consent."""
    consented = person.get("consent_on")
    state = (
        State.LEFT if person["state"] == "left" else (State.ACTIVE if consented else State.IN_CONVERSATION)
    )
    row = Representative(
        municipality=municipality,
        source=Representative.Source.IMPORTED,
        state=state,
        created_at=at,
        confirmed_on=_latest(consented, person.get("last_contact_on")) if consented else None,
        **profile_of(person),
    )
    rows.people.append(row)
    rows.steps.append(
        StateChange(municipality=municipality, representative=row, to_state=state, at=at, by=by, reason="")
    )
    rows.audits.append(
        audit.line("representative.registered", obj=row, by=by, at=at, subject=row, purpose="import")
    )
    if state == State.LEFT:
        return
    if consented:
        add_consents(rows, row, date.fromisoformat(consented), by=by, at=at)
        for term, relation in words.known(person["experience"]):
            rows.terms.append(
                ProfileTerm(
                    municipality=municipality,
                    representative=row,
                    term=term,
                    relation=relation or "own",
                    added_at=at,
                )
            )
    for term, _relation in words.known(person["skills"]):
        rows.terms.append(ProfileTerm(municipality=municipality, representative=row, term=term, added_at=at))
    _add_papers(rows, row, person, at)


def add_consents(rows: Rows, row: Representative, given_on: date, *, by: Any, at: datetime) -> None:
    """The yes that the municipality's own list dates: to the network and to lived experience."""
    for purpose in (Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE):
        consent = Consent(
            municipality=row.municipality,
            representative=row,
            purpose=purpose,
            text_version=OWN_LIST_VERSION,
            channel=Consent.Channel.OWN_LIST,
            given_on=given_on,
            recorded_at=at,
            recorded_by=by,
        )
        rows.consents.append(consent)
        rows.audits.append(
            audit.line("consent.given", obj=consent, by=by, at=at, subject=row, purpose=purpose)
        )


def write(rows: Rows) -> None:
    """Writes everything; the caller holds the transaction."""
    batches: list[tuple[Any, list[Any]]] = [
        (Representative, rows.people),
        (StateChange, rows.steps),
        (Consent, rows.consents),
        (ProfileTerm, rows.terms),
        (Training, rows.trainings),
        (Declaration, rows.declarations),
    ]
    for model, found in batches:
        model.objects.bulk_create(found, batch_size=BATCH)
    audit.record_many(rows.audits)


def _add_papers(rows: Rows, row: Representative, person: dict[str, Any], at: datetime) -> None:
    training = person.get("training") or {}
    if training.get("done"):
        year = training.get("year")
        rows.trainings.append(
            Training(
                municipality=row.municipality,
                representative=row,
                name=training.get("name") or "Opplæring",
                completed_on=date(year, 1, 1) if year else None,
                added_at=at,
            )
        )
    signed_on = day((person.get("declaration") or {}).get("signed_on"))
    if signed_on:
        rows.declarations.append(
            Declaration(
                municipality=row.municipality,
                representative=row,
                text_version=OWN_LIST_VERSION,
                signed_on=signed_on,
                added_at=at,
            )
        )


def _latest(*days: str | None) -> date | None:
    found = [date.fromisoformat(day) for day in days if day]
    return max(found, default=None)

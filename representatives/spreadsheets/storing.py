"""Taking the people of a confirmed draft into the registry: all of them or none, in few statements."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db import transaction

from config.core.audit import services as audit
from config.core.bulk import Prepared
from config.core.jobs.models import Job
from representatives.catalogue import services as catalogue
from representatives.catalogue.models import Term
from representatives.consent.models import Consent
from representatives.consent.texts import OWN_LIST_VERSION
from representatives.onboarding.models import Declaration, Training
from representatives.registry.models import ProfileTerm, Representative, StateChange
from representatives.spreadsheets import papers, runs
from representatives.spreadsheets.fields import profile_of
from representatives.spreadsheets.models import ImportDraft, ImportedPerson, ImportRun
from representatives.spreadsheets.updating import bring_up_to_date
from representatives.spreadsheets.vocabulary import KINDS

BATCH = 500
State = Representative.State
Progress = Callable[[int, int], None]


class TakenIn(Exception):
    """Another worker has taken the draft in meanwhile; nothing more is written."""


@dataclass
class Rows:
    """Rows of every kind that a part of an import adds."""

    people: list[Representative] = field(default_factory=list)
    steps: list[StateChange] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    terms: list[ProfileTerm] = field(default_factory=list)
    trainings: list[Training] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    imported: list[ImportedPerson] = field(default_factory=list)
    audits: list[Any] = field(default_factory=list)

    def all(self) -> Iterator[Any]:
        """Every row, people first."""
        yield from chain(
            self.people,
            self.steps,
            self.consents,
            self.terms,
            self.trainings,
            self.declarations,
            self.imported,
            self.audits,
        )


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """The job: takes in the people of its draft, once."""
    draft = ImportDraft.objects.select_related("municipality", "created_by").get(
        public_id=job.payload["draft"]
    )
    if draft.state == ImportDraft.State.DONE:
        return dict(job.result)
    # As of the press that confirmed it, however late the worker comes.
    return take_in_draft(draft, at=job.created_at, progress=progress)


def take_in_draft(draft: ImportDraft, *, at: datetime, progress: Progress) -> dict[str, int]:
    """Takes in the people of a confirmed draft; raises TakenIn when another worker has done so meanwhile."""
    by = draft.created_by
    content = json.loads(draft.content)

    def settle() -> None:
        # First in the transaction: of two workers, the second waits here and then finds the draft taken in.
        waiting = ImportDraft.objects.filter(pk=draft.pk, state=ImportDraft.State.IMPORTING)
        if not waiting.update(state=ImportDraft.State.DONE, content=""):
            raise TakenIn
        audit.record("import.completed", obj=draft, by=by, at=at)

    return take_in(
        people=content["people"],
        learnt=content["learnt"],
        total=len(content["people"]),
        file_name=draft.file_name,
        municipality=draft.municipality,
        by=by,
        at=at,
        progress=progress,
        within=settle,
    )


def take_in(
    *,
    people: Iterable[dict[str, Any]],
    learnt: Iterable[dict[str, Any]] = (),
    total: int = 0,
    file_name: str,
    municipality: Any,
    by: Any,
    at: datetime,
    progress: Progress = lambda done, total: None,
    within: Callable[[], None] = lambda: None,
) -> dict[str, int]:
    """Takes in settled people in one transaction, `within` included; counts what came of it.

    Rows are built, and values sealed, before the transaction begins: the database is held for the writing alone.
    `people` may be made as they are asked for, so that a long list is held once; `total` is for the progress.
    """
    words = Words(municipality)
    run = runs.begin(file_name=file_name, municipality=municipality, by=by, at=at)
    rows = Prepared(by_public_id={"representative", "run"})
    rows.add([run])
    new, updates = 0, list[dict[str, Any]]()
    for part in _in_parts(people, updates):
        added = Rows()
        for person in part:
            add_person(added, person, run=run, words=words, by=by, at=at)
        rows.add(added.all())
        new += len(part)
        progress(new, total + 1)
    with transaction.atomic():
        within()
        rows.write()
        changed = bring_up_to_date(updates, municipality=municipality, words=words, by=by, at=at)
        runs.keep_outcome(public_id=run.public_id, new=new, changed=changed)
        for word in learnt:
            for term, _relation in words.known([{**word, "relation": ""}], word["field"]):
                catalogue.learn(term=term, text=word["text"], municipality=municipality)
    return {"new": new, "updated": len(updates), "changed": len(changed)}


def _in_parts(
    people: Iterable[dict[str, Any]], updates: list[dict[str, Any]]
) -> Iterator[list[dict[str, Any]]]:
    """The new people, some hundred at a time; the others are put into `updates`."""
    part: list[dict[str, Any]] = []
    for person in people:
        (part if person["action"] == "new" else updates).append(person)
        if len(part) == BATCH:
            yield part
            part = []
    if part:
        yield part


class Words:
    """The catalogue's terms by key, as the municipality may use them; one merged since stands for what it became."""

    def __init__(self, municipality: Any) -> None:
        self._terms = {term.key: term for term in Term.objects.offered_in(municipality)}
        merged = Term.objects.known_in(municipality).filter(merged_into__state=Term.State.ACTIVE)
        for term in merged.select_related("merged_into"):
            if term.merged_into is not None:
                self._terms.setdefault(term.key, term.merged_into)

    def known(self, terms: Iterable[dict[str, Any]], field: str) -> list[tuple[Term, str]]:
        """Terms of a field (`experience` or `skills`) with their relation, each once.

        Left out are keys that have been retired since, and those of another kind: no decision makes a skill of health.
        """
        kinds = KINDS["experience" if field == "experience" else "skills"]
        wanted = sorted({(word["term"], word["relation"]) for word in terms})
        found = {(self._terms[key], relation): None for key, relation in wanted if key in self._terms}
        return [(term, relation) for term, relation in found if term.kind in kinds]


def add_person(
    rows: Rows, person: dict[str, Any], *, run: ImportRun, words: Any, by: Any, at: datetime
) -> None:
    """Adds the rows of one new person. Lived experience comes only with a dated consent."""
    municipality, consented = run.municipality, person.get("consent_on")
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
    rows.imported.append(ImportedPerson(municipality=municipality, run=run, representative=row, is_new=True))
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
        add_terms(rows, row, words.known(person["experience"], "experience"), "own", at)
    add_terms(rows, row, words.known(person["skills"], "skills"), "", at)
    rows.trainings += papers.trainings_of(row, person, at)
    rows.declarations += papers.declarations_of(row, person, at)


def add_terms(
    rows: Rows, row: Representative, terms: list[tuple[Term, str]], unsaid: str, at: datetime
) -> None:
    """Terms of a new person, with the relation of each, or `unsaid` where the list does not say."""
    rows.terms += [
        ProfileTerm(
            municipality=row.municipality,
            representative=row,
            term=term,
            relation=relation or unsaid,
            added_at=at,
        )
        for term, relation in terms
    ]


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


def _latest(*days: str | None) -> date | None:
    found = [date.fromisoformat(day) for day in days if day]
    return max(found, default=None)

"""Requests of the year: people are chosen as matching suggests, asked, and answer in every way there is."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle
from typing import Any

from django.utils import timezone

from participation.demonstration import letters, sendings
from participation.demonstration.course import Year, told
from participation.demonstration.sendings import TO_ANSWER, Asked
from participation.invitations import rules
from participation.invitations import services as invitations
from participation.invitations.models import Answer, Invitation
from participation.invitations.spoken import Spoken
from projects.candidates import queries as found
from projects.candidates import services as candidates
from projects.candidates.models import Choice
from projects.requests import services as requests
from projects.requests.models import Request, RequestTerm
from projects.requests.services import Wanted
from representatives.catalogue.models import Term
from representatives.proxies.queries import reached_by
from representatives.registry.models import Representative

# Days between writing a request and asking people, and from a second letter to its day.
TO_ASK, AGAIN = 2, 10
# From writing a request to the first day of the work: well after the day to answer by.
TO_BEGIN = timedelta(days=28)
# An answer by phone is written down a little after it was said.
HEARD_BEFORE = timedelta(minutes=10)
SILENT = frozenset({"silent", "bounced", "again", "open", "today"})
# In no sending of the round: chosen and left, made ready, or asked on the last day.
APART = frozenset({"chosen", "ready", "today"})
# These show what becomes of a letter, so that they go to people who get one.
LETTERS = frozenset({"bounced", "today"})
REASONS = (
    "Kjenner tjenesten godt og har lyst.",
    "Vi trenger en til fra den delen av kommunen.",
    "Profilen er fra i fjor, men jeg har snakket med personen.",
)


@dataclass
class Round:
    """One request and those who are asked for it; each mark of the story says how one of them answers."""

    year: Year
    key: str
    story: dict[str, Any]
    request: Request = field(init=False)


_words: dict[str, Iterator[str]] = {}


def begin() -> None:
    """What people write with an answer, from the first again."""
    _words.clear()
    _words.update({kind: cycle(texts) for kind, texts in told("words").items()})
    _words["reason"] = cycle(REASONS)


def plan(year: Year, key: str, story: dict[str, Any]) -> None:
    """A request of a project: written, opened, and people asked two days later, if the story asks anybody."""
    one = Round(year, key, story)
    year.plan(year.moment(story["day"], 10), partial(_write, one))
    if not story.get("draft"):
        year.plan(year.moment(story["day"], 10, 30), partial(_open, one))
    # For some the season is to be planned first.
    if not story.get("draft") and not story.get("unasked"):
        year.plan(year.moment(story["day"] + TO_ASK, 11), partial(_ask, one))


def _write(one: Round, at: datetime) -> None:
    story = one.story
    one.request = requests.create_request(
        project=one.year.projects[one.key],
        terms=list(_terms(story)),
        role=_term(story["role"]),
        meeting_form=story["form"],
        must_area=story.get("area", ""),
        starts_on=timezone.localdate(at + TO_BEGIN),
        by=one.year.facilitator,
        at=at,
        **{name: story[name] for name in ("title", "task", "influence", "seats", "times", "place", "pay")},
    )


def _terms(story: dict[str, Any]) -> Iterator[Wanted]:
    for importance in (RequestTerm.Importance.MUST, RequestTerm.Importance.WISH):
        for row in story[importance]:
            yield Wanted(_term(row["term"]), importance, level=row["level"], relation=row["relation"])


def _term(key: str) -> Term:
    return Term.objects.get(municipality=None, key=key)


def _open(one: Round, at: datetime) -> None:
    requests.open_request(request=one.request, by=one.year.facilitator, at=at)


def _ask(one: Round, at: datetime) -> None:
    marks = one.story["round"]
    people = _with_mail_for(marks, _choose(one, marks, at))
    asked = [Asked(number, *each) for number, each in enumerate(zip(marks, people, strict=False))]
    wave = [each for each in asked if each.word not in APART]
    sendings.send_round(one.year, one.request, wave, at, asked=partial(_plan_answers, one.year))
    for each in asked:
        if each.word in ("ready", "today"):
            when = one.year.end if each.word == "today" else at
            one.year.plan(when, partial(_ask_alone, one, each))
    if left := [each for each in asked if each.word in ("chosen", "ready")]:
        one.year.plan(at + timedelta(hours=1), partial(sendings.draft, one.year, one.request, left))
    if one.story.get("thanks"):
        one.year.plan(
            at + timedelta(days=one.story["thanks"]), partial(sendings.thank, one.year, one.request)
        )


def _with_mail_for(marks: list[str], people: list[Representative]) -> list[Representative]:
    """The same people, with one who gets mail where the story has a letter that cannot arrive."""
    if "bounced" not in marks[: len(people)]:
        return people
    place = marks.index("bounced")
    able = (
        other for other, person in enumerate(people) if rules.gets_mail(person) and ":" not in marks[other]
    )
    found = place if rules.gets_mail(people[place]) else next(able, place)
    ordered = list(people)
    ordered[place], ordered[found] = ordered[found], ordered[place]
    return ordered


def _choose(one: Round, marks: list[str], at: datetime) -> list[Representative]:
    """As many as there are marks, in the order matching gives, first those whom nothing stands against; the one with an

    account where the story says so.
    """
    by = one.year.facilitator
    shown = found.listing(request=one.request, user=by, at=at)
    candidates.record_reading(request=one.request, by=by, at=at)
    candidates.keep_showing(listing=shown.listing, request=one.request, by=by, at=at)
    listed = [each for group in shown.groups for each in group.candidates]
    others = (
        each.representative
        for each in sorted(listed, key=lambda each: each.has_warnings)
        if each.representative.pk != one.year.own.pk
    )
    chosen = []
    for mark in marks:
        people = iter([one.year.own]) if mark.endswith(":anne") else others
        if mark in LETTERS or mark.endswith(":mail"):
            people = filter(rules.gets_mail, people)
        person = next((each for each in people if _is_chosen(one, each, at)), None)
        if person is not None:
            chosen.append(Representative.objects.select_related("municipality").get(pk=person.pk))
    for decision in (Choice.Decision.LATER, Choice.Decision.NOT_CHOSEN):
        person = next(others, None)
        if person is not None:
            candidates.choose(request=one.request, representative=person, decision=decision, by=by, at=at)
    return chosen


def _is_chosen(one: Round, person: Representative, at: datetime) -> bool:
    """Chosen, with a reason where something stands against it; false where the person's own limit does."""
    choose = partial(
        candidates.choose,
        request=one.request,
        representative=person,
        decision=Choice.Decision.CHOSEN,
        by=one.year.facilitator,
        at=at,
    )
    try:
        choose()
    except candidates.ReasonMissing:
        choose(reason=next(_words["reason"]))
    except candidates.CannotChoose:
        return False
    return True


def _ask_alone(one: Round, asked: Asked, at: datetime) -> None:
    """An invitation that stands ready, or one that leaves on the last day."""
    give: dict[str, Any] = {
        "request": one.request,
        "representative": asked.person,
        "reply_by": timezone.localdate(at + timedelta(days=TO_ANSWER)),
        "by": one.year.facilitator,
        "at": at,
    }
    with suppress(invitations.CannotInvite):
        (invitations.prepare if asked.word == "ready" else invitations.ask)(**give)


def _plan_answers(year: Year, asked: Asked, invitation: Invitation, at: datetime) -> None:
    """The answers of one person: those who get no mail are called the next day, or phone before the letter leaves."""
    if asked.word == "again":
        year.plan(year.moment(-4, 12), partial(_again, year, invitation))
    if asked.word in SILENT:
        return
    number = asked.number
    words, _colon, way = asked.mark.partition(":")
    gets_mail = rules.gets_mail(invitation.representative)
    by = way if way in ("phone", "paper", "mail") else "link" if gets_mail else "phone"
    for turn, word in enumerate(words.split(">")):
        if way == "phone" and gets_mail and not turn:
            when = at + timedelta(minutes=12)
        else:
            when = at + timedelta(days=1 + number % 5 + 3 * turn, hours=number * 5 % 9, minutes=17)
        year.plan(when, partial(_answer, year, invitation, word, by))


def _answer(year: Year, invitation: Invitation, word: str, by: str, at: datetime) -> None:
    is_link = by == Answer.By.LINK
    is_proxy = reached_by(invitation.representative).is_proxy
    given: dict[str, Any] = {
        "invitation": invitation,
        "answer": word,
        "message": next(_words[word]),
        "why": next(_words["why"]) if word == "no" else "",
        "at": at,
    }
    try:
        if is_link:
            invitations.answer(by=Answer.By.PROXY if is_proxy else Answer.By.LINK, **given)
        elif by == Answer.By.MAIL:
            letters.write_back(invitation, given["message"], at)
        else:
            who = Spoken.By.PROXY if is_proxy else Spoken.By.PERSON
            said = invitations.Said(by=who, at=at - HEARD_BEFORE)
            invitations.record(by=by, said=said, recorded_by=year.facilitator, **given)
        if word == Invitation.Reply.QUESTION:
            letters.plan_reply(year, invitation, at)
    except invitations.CannotAnswer:
        # Withdrawn in the meantime, because the person left.
        return


def _again(year: Year, invitation: Invitation, at: datetime) -> None:
    reply_by = timezone.localdate(at + timedelta(days=AGAIN))
    try:
        invitations.send_again(invitation=invitation, reply_by=reply_by, by=year.facilitator, at=at)
    except invitations.CannotSend:
        return

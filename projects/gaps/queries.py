"""The gap view: what was asked for against what the network has, and how people are used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from config.core.ui.charts import Bar, Chart, bar_chart
from projects.gaps import asked, held, people, thresholds, weighing, wording
from projects.gaps.frame import Frame
from projects.gaps.weighing import LAST_BAR, MOST_AREAS, ORDER, Spread, Verdict
from projects.requests.queries import ASKABLE_KINDS
from representatives.catalogue.models import Term
from representatives.recruitment.models import RecruitmentChannel
from representatives.recruitment.queries import Yield, yields
from representatives.registry.models import EXPERIENCE_KINDS, Level, Relation

# What a campaign can be for: a role is something that courses open, not something that people come with.
CAMPAIGN_KINDS = (*EXPERIENCE_KINDS, Term.Kind.SKILL)


@dataclass(frozen=True)
class Need:
    """One term as it was asked for, and how many have it at the highest level that was asked for.

    `below` have it at a lower level. `channels` recruit for it now.
    """

    term: Term
    relation: str
    asked: asked.Asked
    people: int
    below: int
    verdict: Verdict
    channels: tuple[Yield, ...]

    @property
    def label(self) -> str:
        return named(self.term, self.relation)

    @property
    def level_label(self) -> str:
        return str(Level(self.asked.level).label)

    @property
    def words(self) -> str:
        return str(wording.LABELS[self.verdict])

    @property
    def color(self) -> str:
        return wording.COLORS[self.verdict]

    @property
    def can_be_recruited(self) -> bool:
        return self.term.kind in CAMPAIGN_KINDS

    @property
    def is_gap(self) -> bool:
        return self.verdict != Verdict.ENOUGH


@dataclass(frozen=True)
class Unasked:
    """A term that people have and nobody asked for."""

    term: Term
    people: int


@dataclass(frozen=True)
class Cell:
    """One term in one area: how many there have it, and how many seats needed just that."""

    area: str
    people: int
    seats: int


@dataclass(frozen=True)
class Area:
    """One area: who lives there, what needed it, and channels that look for people there."""

    name: str
    people: int
    requests: int
    seats: int
    verdict: Verdict | None
    channels: tuple[Yield, ...]

    @property
    def words(self) -> str:
        return str(wording.LABELS[self.verdict]) if self.verdict else ""

    @property
    def color(self) -> str:
        return wording.COLORS[self.verdict] if self.verdict else ""


@dataclass(frozen=True)
class Group:
    """People in one standing, with the rest of a sentence that begins with their number."""

    key: str
    people: int
    words: str


@dataclass(frozen=True)
class Gaps:
    """Everything that the page and the API show of one look."""

    frame: Frame
    needs: list[Need]
    unasked: list[Unasked]
    areas: list[Area]
    matrix: list[tuple[Need, list[Cell]]]
    groups: list[Group]
    asks: Spread
    seats: Spread
    charts: tuple[Chart, Chart]

    @property
    def lacking(self) -> list[Need]:
        """What was asked for and is not there as it should be, the worst first."""
        return [need for need in self.needs if need.is_gap]

    @property
    def enough(self) -> list[Need]:
        """What was asked for and is there."""
        return [need for need in self.needs if not need.is_gap]

    @property
    def columns(self) -> list[str]:
        return [area.name for area in self.areas[:MOST_AREAS]]

    @property
    def verdicts(self) -> list[tuple[Verdict, str, str, int]]:
        """Each verdict with its label, colour and how many terms it holds of."""
        counts = dict.fromkeys(Verdict, 0)
        for need in self.needs:
            counts[need.verdict] += 1
        return [(one, str(wording.LABELS[one]), wording.COLORS[one], count) for one, count in counts.items()]

    @property
    def asks_in_words(self) -> str:
        return wording.asks(self.asks)

    @property
    def seats_in_words(self) -> str:
        return wording.seats(self.seats)


def gaps(frame: Frame, *, at: datetime) -> Gaps:
    """The whole view in a fixed number of queries, added up in the database."""
    wanted, had = asked.by_term(frame), held.by_term(frame)
    terms = Term.objects.in_bulk({pk for pk, _relation in [*wanted, *had]})
    channels = _channels(frame, at)
    needs = [_need(terms[pk], relation, row, had, channels) for (pk, relation), row in wanted.items()]
    needs.sort(key=_worst_first)
    areas = _areas(frame, channels)
    use = people.used(frame)
    return Gaps(
        frame=frame,
        needs=needs,
        unasked=_unasked(terms, wanted, had),
        areas=areas,
        matrix=_matrix(frame, needs, [area.name for area in areas[:MOST_AREAS]]),
        groups=[
            Group(one.key, one.people, wording.group(one.key, one.people)) for one in people.counted(frame)
        ],
        asks=weighing.spread(use.asked, most=thresholds.MOST_USED),
        seats=weighing.spread(use.seated, most=thresholds.MOST_USED),
        charts=_charts(use),
    )


def named(term: Term, relation: str) -> str:
    """A term with from where it is seen, where that matters."""
    return f"{term.name} ({Relation(relation).label.lower()})" if relation else term.name


def askable(frame: Frame) -> Any:
    """Terms that a gap may be about: the shared ones and the municipality's own, also those taken out of use."""
    rows = Term.objects.visible_to(frame.user).filter(kind__in=ASKABLE_KINDS)
    return rows.filter(municipality=None) | rows.filter(municipality=frame.municipality)


def need(frame: Frame, term: Term, relation: str, *, at: datetime) -> Need | None:
    """One term as it was asked for; None when nobody asked for it in the period."""
    key = (term.pk, relation)
    row = asked.by_term(frame).get(key)
    if row is None:
        return None
    return _need(term, relation, row, {key: held.of_term(frame, term, relation)}, _channels(frame, at))


def _need(
    term: Term,
    relation: str,
    row: asked.Asked,
    had: dict[asked.Key, held.Levels],
    channels: list[Yield],
) -> Need:
    levels = had.get((term.pk, relation), held.NONE)
    have = levels[row.level - 1]
    return Need(
        term=term,
        relation=relation,
        asked=row,
        people=have,
        below=levels[0] - have,
        verdict=weighing.judge(seats=row.seats, people=have),
        channels=tuple(one for one in channels if one.channel.wanted_id == term.pk),
    )


def _worst_first(one: Need) -> tuple[Any, ...]:
    is_wish_only = not one.asked.musts
    return ORDER[one.verdict], is_wish_only, -one.asked.seats, one.label.casefold(), one.term.pk


def _unasked(
    terms: dict[int, Term], wanted: dict[asked.Key, asked.Asked], had: dict[asked.Key, held.Levels]
) -> list[Unasked]:
    known = {pk for pk, _relation in wanted}
    found = [
        Unasked(terms[pk], levels[0])
        for (pk, relation), levels in had.items()
        if not relation and pk not in known
    ]
    return sorted(found, key=lambda one: (-one.people, one.term.name.casefold(), one.term.pk))


def _channels(frame: Frame, at: datetime) -> list[Yield]:
    """Open channels that look for something in particular, with what they have led to."""
    rows = RecruitmentChannel.objects.visible_to(frame.user).of(frame.municipality).open(frame.today)
    return yields(rows.exclude(wanted=None, wanted_area=""), at=at)


def _areas(frame: Frame, channels: Iterable[Yield]) -> list[Area]:
    lives, needed = held.by_area(frame), asked.by_area(frame)
    found = []
    for name in {*lives, *needed}:
        have, place = lives.get(name, 0), needed.get(name, asked.Place(0, 0))
        found.append(
            Area(
                name=name,
                people=have,
                requests=place.requests,
                seats=place.seats,
                verdict=weighing.judge(seats=place.seats, people=have) if place.seats else None,
                channels=tuple(one for one in channels if one.channel.wanted_area == name),
            )
        )
    return sorted(found, key=lambda one: (-one.seats, -one.people, one.name.casefold(), one.name))


def _matrix(frame: Frame, needs: list[Need], columns: list[str]) -> list[tuple[Need, list[Cell]]]:
    """Each term once, however it is seen, at the highest level that was asked for, in each of the areas."""
    first: dict[int, Need] = {}
    level: dict[int, int] = {}
    for one in needs:
        first.setdefault(one.term.pk, one)
        level[one.term.pk] = max(one.asked.level, level.get(one.term.pk, Level.NEW))
    have = held.by_term_and_area(frame, list(first))
    seats = asked.by_term_and_area(frame)
    return [
        (
            one,
            [
                Cell(area, have.get((pk, area), held.NONE)[level[pk] - 1], seats.get((pk, area), 0))
                for area in columns
            ],
        )
        for pk, one in first.items()
    ]


def _charts(use: people.Use) -> tuple[Chart, Chart]:
    """How many people were asked and had a seat how often, as a wide and a narrow drawing."""
    asks, seats = (weighing.stacked(times, last=LAST_BAR) for times in (use.asked, use.seated))
    bars = [
        Bar(wording.how_often(times, last=LAST_BAR), (asks[times], seats[times]))
        for times in range(LAST_BAR + 1)
    ]
    wide, narrow = (
        bar_chart(
            bars,
            series=(_("Asked"), _("Took a seat")),
            title=_("How often each person was asked and took a seat"),
            id_prefix="spread",
            unit=_("people"),
            takeaway=wording.seats(weighing.spread(use.seated, most=thresholds.MOST_USED)),
            narrow=is_narrow,
        )
        for is_narrow in (False, True)
    )
    return wide, narrow

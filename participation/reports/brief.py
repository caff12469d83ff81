"""A frozen report as it is read: the snapshot's keys and numbers in the words of the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from config.core.ui.charts import Chart, Step, chain_chart
from config.core.ui.pdf import DutyState
from participation.claims.models import RateKind
from participation.contributions.models import Change
from participation.reports import queries, words
from participation.reports.duties import BY_KEY
from participation.reports.figures import REGISTRY, Definition, Part
from participation.reports.figures.chain import LINKS
from participation.reports.models import Report
from participation.reports.period import Period
from participation.reports.pictures import Picture, drawn
from participation.support.models import Ask

STORIES = 3
MONEY = ("cash", "time", "hours_of_involvement", "cash_per_hour")


@dataclass(frozen=True)
class Line:
    """One figure in words, with its definition and whether it has records to open."""

    key: str
    label: str
    value: str
    definition: Definition
    suppressed: bool
    records: int


@dataclass(frozen=True)
class Story:
    """One change: labelled parts in the order before, input, after, confirmed."""

    change: str
    title: str
    unit: str
    parts: tuple[tuple[str, str], ...]
    share: str
    kind: str
    level: int


@dataclass(frozen=True)
class DutyLine:
    name: str
    rule: str
    state: DutyState
    state_label: str
    evidence: str
    criterion: str


@dataclass(frozen=True)
class Brief:
    """Everything that the page and the PDF show of a report."""

    title: str
    kicker: str
    sentence: str
    chain: Chart
    narrow: Chart
    links: tuple[Line, ...]
    stories: tuple[Story, ...]
    money: tuple[Line, ...]
    duties: tuple[DutyLine, ...]
    ask: dict[str, Any] | None
    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    changes: tuple[Story, ...]
    not_adopted: tuple[tuple[str, str, str], ...]
    asks: tuple[tuple[str, str, str], ...]
    rates: tuple[tuple[str, str, str], ...]
    as_of: date
    pictures: tuple[Picture, ...] = ()


def part_label(part: Part) -> str:
    return {
        Part.PEOPLE: _("People"),
        Part.ACTIVITY: _("Activity"),
        Part.COVERAGE: _("Coverage"),
        Part.CHAIN: _("The chain"),
        Part.CHANGES: _("Changes by evidence level"),
        Part.COSTS: _("Costs"),
        Part.ASKS: _("Asks to managers"),
    }[part]


def state_label(state: str) -> str:
    return {"met": _("Covered"), "partly": _("Partly covered"), "unmet": _("Not covered")}[state]


def read(report: Report) -> Brief:
    """The report in the language that is active, from its snapshot alone and today's consents to quotation."""
    kept = report.snapshot
    lines = _lines(kept)
    place = kept["unit"] or kept["municipality"]
    period = Period(*(date.fromisoformat(day) for day in kept["period"])).words
    quotes = queries.quotes(row["contribution"] for row in kept["changes"])
    stories = tuple(_story(row, quotes.get(row["contribution"], "")) for row in kept["changes"])
    quoted = {row["change"] for row in kept["changes"] if row["contribution"] in quotes}
    wide, narrow = _chain(kept)
    return Brief(
        title=_("What participation led to"),
        kicker=f"{place} · {period}",
        sentence=sentence_of(report),
        chain=wide,
        narrow=narrow,
        links=tuple(lines[key] for key in LINKS),
        stories=_told_first(stories, quoted),
        money=tuple(lines[key] for key in MONEY),
        duties=tuple(_duty(row, lines) for row in kept["duties"]),
        ask=_ask(kept["ask"]),
        parts=_parts(lines),
        changes=stories,
        not_adopted=tuple(
            (row["project"], row["reason"], words.day_words(row["answered_on"]))
            for row in kept["not_adopted"]
        ),
        asks=tuple((row["title"], str(Ask.State(row["state"]).label), row["reason"]) for row in kept["asks"]),
        rates=tuple(
            (str(RateKind(kind).label), amount, words.day_words(day)) for kind, amount, day in kept["rates"]
        ),
        as_of=date.fromisoformat(kept["as_of"]),
        pictures=drawn(kept),
    )


def _lines(kept: dict[str, Any]) -> dict[str, Line]:
    """Figures by key. One that has gone from the registry since is left out of the reading, not of the snapshot."""
    found: dict[str, Line] = {}
    for row in kept["figures"]:
        definition = REGISTRY.get(row["key"])
        if definition is not None:
            value = words.value_words(row["value"], definition.measure, is_suppressed=bool(row["suppressed"]))
            found[row["key"]] = Line(
                row["key"],
                str(definition.label),
                value,
                definition,
                bool(row["suppressed"]),
                len(row["records"]),
            )
    return found


def _parts(lines: dict[str, Line]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    by_part: dict[Part, list[Line]] = {}
    for line in lines.values():
        by_part.setdefault(line.definition.part, []).append(line)
    return tuple((part_label(part), tuple(found)) for part, found in by_part.items())


def _chain(kept: dict[str, Any]) -> tuple[Chart, Chart]:
    values = {row["key"]: row["value"] for row in kept["figures"]}
    labels = {
        "said": _("Said"),
        "answered": _("Answered"),
        "decided": _("Decided"),
        "changed": _("Changed"),
        "measured": _("Measured"),
        "told": _("Told"),
    }
    steps = [Step(labels[key], int(values[key] or 0), key) for key in LINKS]
    wide, narrow = (chain_chart(steps, id_prefix="chain", narrow=is_narrow) for is_narrow in (False, True))
    return wide, narrow


def _told_first(stories: tuple[Story, ...], quoted: set[str]) -> tuple[Story, ...]:
    """The few for the page: the firmest, those with a voice first, from as many projects as there are."""
    ordered = sorted(stories, key=lambda story: (-story.level, story.change not in quoted))
    seen: dict[str, int] = {}
    turn = {}
    for story in ordered:
        turn[story.change] = seen[story.title] = seen.get(story.title, 0) + 1
    return tuple(sorted(ordered, key=lambda story: turn[story.change])[:STORIES])


def sentence_of(report: Report) -> str:
    """The one sentence of a report, for a list of reports."""
    kept = report.snapshot
    period = Period(*(date.fromisoformat(day) for day in kept["period"])).words
    return words.value_sentence(kept["value"], place=kept["unit"] or kept["municipality"], period=period)


def _story(row: dict[str, Any], quote: str) -> Story:
    parts = [
        (_("Before"), row["before"] or _("Not written down.")),
        (_("Input"), words.input_words(row, quote)),
        (_("After"), row["after"]),
        (_("Confirmed by"), words.evidence_words(row)),
    ]
    if row["unintended"]:
        parts.append((_("Unintended"), row["unintended"]))
    share = str(Change.Attribution(row["attribution"]).label)
    # A report that was frozen before there were kinds tells the class.
    kind = str(Change.Kind(row["kind"]).label if "kind" in row else Change.Outcome(row["outcome"]).label)
    return Story(row["change"], row["project"], row["unit"], tuple(parts), share, kind, row["level"])


def _duty(row: dict[str, Any], lines: dict[str, Line]) -> DutyLine:
    duty = BY_KEY[row["key"]]
    evidence = "; ".join(f"{lines[key].label.lower()}: {lines[key].value}" for key in duty.evidence)
    return DutyLine(
        str(duty.name),
        duty.rule,
        row["state"],
        state_label(row["state"]),
        evidence[:1].upper() + evidence[1:],
        str(duty.criterion),
    )


def _ask(kept: dict[str, Any] | None) -> dict[str, Any] | None:
    if kept is None:
        return None
    cost = [
        words.value_words(kept["cost_kroner"], REGISTRY["cash"].measure) if kept["cost_kroner"] else "",
        words.value_words(kept["cost_hours"], REGISTRY["hours_of_involvement"].measure)
        if kept["cost_hours"]
        else "",
    ]
    shown = ", ".join(part for part in cost if part) or _("nothing")
    return kept | {"cost": shown, "decide_by_words": words.day_words(kept["decide_by"])}

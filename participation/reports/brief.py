"""A frozen report as it is read: the snapshot's keys and numbers in the words of the reader's language."""

from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.core.ui.charts import Chart, Step, chain_chart
from config.core.ui.shares import share_of
from participation.claims.models import RateKind
from participation.contributions.models import Change
from participation.reports import material, prose, queries, words
from participation.reports.duties import BY_KEY
from participation.reports.figures import PART_LABELS, REGISTRY, Definition, Measure, Part
from participation.reports.figures.chain import LINKS
from participation.reports.models import Report
from participation.reports.period import Period
from participation.reports.pictures import drawn
from participation.reports.shapes import Brief, DutyLine, Line, Previous, Story
from participation.support.models import Ask

STORIES = 3
MONEY = ("cash", "time", "hours_of_involvement", "cash_per_hour")


def part_label(part: Part) -> str:
    return str(PART_LABELS[part])


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
        title=_heading(report.kind),
        kicker=f"{kept['project']['title'] if kept.get('project') else place} · {period}",
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
        not_adopted=_reasons(kept["not_adopted"]),
        adopted=_reasons(kept.get("adopted", [])),
        asks=tuple((row["title"], str(Ask.State(row["state"]).label), row["reason"]) for row in kept["asks"]),
        rates=tuple(
            (str(RateKind(kind).label), amount, words.day_words(day)) for kind, amount, day in kept["rates"]
        ),
        as_of=date.fromisoformat(kept["as_of"]),
        prose=_prose(report),
        previous=_previous(kept.get("previous")),
        unintended=tuple((row["project"], row["unintended"]) for row in kept["changes"] if row["unintended"]),
        project=_project(kept.get("project")),
        people_hidden=words.uncounted_words(kept),
        pictures=drawn(kept),
    )


def _heading(kind: str) -> str:
    return {
        Report.Kind.PROJECT: _("Close-out of the project"),
        Report.Kind.YEARLY: _("Yearly report on participation"),
        Report.Kind.PLAIN: _("What you said, and what came of it"),
        Report.Kind.BLOCK: _("Text for a political case"),
        Report.Kind.DUTIES: _("Duties on participation, and what shows them"),
    }.get(Report.Kind(kind), _("What participation led to"))


def _reasons(rows: list[dict[str, Any]]) -> tuple[tuple[str, str, str], ...]:
    return tuple((row["project"], row["reason"], words.day_words(row["answered_on"])) for row in rows)


def _prose(report: Report) -> dict[str, str]:
    """Frozen words from the snapshot; those of a draft as they are now."""
    written = report.snapshot.get("prose", report.prose)
    values = material.values_of(report.snapshot)
    return {key: prose.filled(text, values) for key, text in written.items()}


def _previous(kept: dict[str, Any] | None) -> Previous | None:
    if kept is None:
        return None
    period = Period(*(date.fromisoformat(day) for day in kept["period"])).words
    asked = kept["ask"] or {"title": "", "id": "", "state": "", "reason": "", "followed": []}
    state = str(Ask.State(asked["state"]).label) if asked["state"] else ""
    state = _("Waits for an answer") if asked["state"] == Ask.State.ASKED else state
    followed = tuple((words.day_words(day), text) for day, text in asked["followed"])
    return Previous(kept["report"], period, asked["title"], asked["id"], state, asked["reason"], followed)


def _project(kept: dict[str, Any] | None) -> tuple[tuple[str, str], ...]:
    """What the project was about, as labels and words; what is not written down is left out."""
    if kept is None:
        return ()
    days = [words.day_words(kept[name]) if kept[name] else "…" for name in ("from", "to")]
    told = (
        (_("Purpose"), kept["purpose"]),
        (_("Goal in the municipality’s plan"), kept["goal"]),
        (_("What could be changed"), kept["can_change"]),
        (_("What could not be changed"), kept["cannot_change"]),
        (_("From and to"), " – ".join(days) if kept["from"] or kept["to"] else ""),
    )
    return tuple((label, text) for label, text in told if text)


def _lines(kept: dict[str, Any]) -> dict[str, Line]:
    """Figures by key, with the definitions of the day of freezing.

    In a report from before those were kept, a figure that has gone from the registry is left out of the reading.
    """
    found: dict[str, Line] = {}
    values = {row["key"]: row["value"] for row in kept["figures"]}
    hidden = words.hidden_words(kept.get("people_hidden", ""))
    for row in kept["figures"]:
        definition = _definition(kept, row["key"])
        if definition is not None:
            value = words.value_words(row["value"], definition.measure, is_suppressed=bool(row["suppressed"]))
            found[row["key"]] = Line(
                row["key"],
                str(definition.label),
                value,
                definition,
                bool(row["suppressed"]),
                len(row["records"]),
                share_of(row["value"], values.get(definition.of)),
                hidden if row["suppressed"] else "",
            )
    return found


def _definition(kept: dict[str, Any], key: str) -> Definition | None:
    frozen = kept.get("definitions", {}).get(key)
    if frozen is None:
        return REGISTRY.get(key)
    language = (get_language() or "nb").split("-")[0]
    label, counts, leaves_out, source = frozen.get(language) or frozen["nb"]
    return Definition(
        key,
        label,
        counts,
        leaves_out,
        Measure(frozen["measure"]),
        Part(frozen["part"]),
        source,
        frozen["rows"],
        of=frozen.get("of", ""),
    )


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

"""The sections of a report as blocks for PDF, Word and slides, in the order of its recipe."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from config.core.ui.pdf import (
    Block,
    Bullets,
    Callout,
    ChartData,
    Duties,
    Duty,
    Fact,
    Facts,
    Figure,
    Heading,
    Lead,
    PageBreak,
    Paragraph,
    Stories,
    Story,
    Table,
)
from participation.reports import sections, words
from participation.reports.models import Report
from participation.reports.sections import Section
from participation.reports.shapes import Brief, Line
from participation.reports.shapes import Story as Told

# What begins with its own sentence, and not with the one of value.
BARE = frozenset({Report.Kind.BLOCK})
MOST_TOLD = 20


@dataclass(frozen=True)
class Around:
    """What a section needs beside the brief: where the ask is answered, the numbers of the chain, and the mark."""

    answer_url: str
    chain: ChartData | None
    mark: str
    rest: tuple[tuple[str, tuple[Line, ...]], ...] = ()
    keys: frozenset[str] = frozenset()


def blocks(brief: Brief, kind: str, around: Around) -> tuple[Block, ...]:
    """The front page ends after the ask, where the kind has one; whatever follows begins on a page of its own."""
    found = sections.of(brief, kind)
    keys = frozenset(section.key for section in found)
    about = Around(around.answer_url, around.chain, around.mark, sections.rest(brief, found), keys)
    made: list[Block] = [] if kind in BARE else [Lead(brief.sentence)]
    for place, section in enumerate(found):
        if place and found[place - 1].key == "ask":
            made.append(PageBreak())
        made += _BUILDERS.get(section.key, _written)(brief, section, about)
    if "annex" not in keys:
        made.append(Paragraph(around.mark, is_quiet=True))
    return tuple(made)


def _written(brief: Brief, section: Section, about: Around) -> list[Block]:
    return [Heading(section.title), *_prose(section), *_tables(section.parts)]


def _opening(brief: Brief, section: Section, about: Around) -> list[Block]:
    return _prose(section)


def _prose(section: Section) -> list[Block]:
    return [Paragraph(text.strip()) for text in section.prose.split("\n") if text.strip()]


def _previous(brief: Brief, section: Section, about: Around) -> list[Block]:
    last = brief.previous
    if last is None:
        return []
    if not last.ask:
        told = _("The report for %(period)s asked for no decision.") % {"period": last.period}
        return [Heading(section.title), Paragraph(told)]
    asked = _("The report for %(period)s asked for this: %(ask)s") % {"period": last.period, "ask": last.ask}
    answer = f"{last.state}: {last.reason}" if last.reason else last.state
    followed = [Bullets(tuple(f"{day}: {text}" for day, text in last.followed))] if last.followed else []
    return [Heading(section.title), Paragraph(asked), Paragraph(answer), *followed]


def _chain(brief: Brief, section: Section, about: Around) -> list[Block]:
    return [
        Heading(brief.chain.title, notes=_defined(brief.links)),
        Paragraph(brief.chain.takeaway),
        Figure(brief.chain.svg, brief.chain.alt, width=0.8, data=about.chain),
    ]


def _stories(brief: Brief, section: Section, about: Around) -> list[Block]:
    if not brief.stories:
        return []
    told = Stories(tuple(_story(story) for story in brief.stories))
    return [Heading(section.title, notes=brief.sentence), told]


def _story(story: Told) -> Story:
    return Story(story.title, tuple((label, words.clipped(text)) for label, text in story.parts))


def _money(brief: Brief, section: Section, about: Around) -> list[Block]:
    facts = Facts(tuple(Fact(line.value, line.label) for line in brief.money))
    return [Heading(section.title, notes=_defined(brief.money)), facts]


def _duties(brief: Brief, section: Section, about: Around) -> list[Block]:
    criteria = "\n".join(f"{duty.name}: {duty.criterion}" for duty in brief.duties)
    rows = tuple(
        Duty(f"{duty.name} ({duty.rule})", duty.state, duty.state_label, duty.evidence)
        for duty in brief.duties
    )
    names = (_("Duty"), _("Where it stands"), _("Shown by"))
    return [Heading(section.title, notes=criteria), Duties("", names, rows)]


def _ask(brief: Brief, section: Section, about: Around) -> list[Block]:
    ask = brief.ask
    if ask is None:
        return []
    lines = [
        _("Cost: %(cost)s") % {"cost": ask["cost"]},
        _("Decide by %(day)s") % {"day": ask["decide_by_words"]},
        _("Answer here: %(address)s") % {"address": about.answer_url},
    ]
    if ask["need"]:
        lines.insert(0, _("Why: %(need)s") % {"need": words.clipped(ask["need"])})
    if ask["consequence"]:
        lines.insert(-2, _("If not: %(consequence)s") % {"consequence": words.clipped(ask["consequence"])})
    notes = _("Why: %(need)s") % {"need": ask["need"]} if ask["need"] else ""
    return [Callout(_("One decision asked for"), ask["title"], tuple(lines), notes)]


def _aim(brief: Brief, section: Section, about: Around) -> list[Block]:
    told = [Paragraph(f"{label}: {text}") for label, text in brief.project]
    return [Heading(section.title), *_prose(section), *told]


def _negative(brief: Brief, section: Section, about: Around) -> list[Block]:
    told = tuple(f"{text} ({project})" for project, text in brief.unintended)
    return [Heading(section.title), *_prose(section), *([Bullets(told)] if told else [])]


def _results(brief: Brief, section: Section, about: Around) -> list[Block]:
    return [Heading(section.title), *_tables(section.parts), *_changes(brief, 3)]


def _support(brief: Brief, section: Section, about: Around) -> list[Block]:
    return [Heading(section.title), *_tables(section.parts), *_asked(brief)]


def _plain(brief: Brief, section: Section, about: Around) -> list[Block]:
    """A few of each, as on the page; the rest is read there."""
    changed = tuple(f"{story.parts[2][1]} ({story.title})" for story in brief.changes[:MOST_TOLD])
    yes = tuple(f"{reason} ({project})" for project, reason, _day in brief.adopted[:MOST_TOLD])
    no = tuple(f"{reason} ({project})" for project, reason, _day in brief.not_adopted[:MOST_TOLD])
    told: list[Block] = []
    for title, rows in (
        (_("This came of it"), changed),
        (_("The service said yes to this"), yes),
        (_("The service said no to this, and why"), no),
    ):
        told += [Heading(title), Bullets(rows) if rows else Paragraph(_("Nothing in this period."))]
    return told


def _pictures(brief: Brief, section: Section, about: Around) -> list[Block]:
    told: list[Block] = [Heading(_("In pictures"))]
    for picture in brief.pictures:
        told.append(Heading(picture.title, 3))
        if picture.wide is None:
            told.append(Paragraph(picture.missing))
            continue
        told += [Paragraph(picture.wide.takeaway), Figure(picture.wide.svg, picture.wide.alt, width=0.8)]
        if picture.note:
            told.append(Paragraph(picture.note, is_quiet=True))
    return told


def _annex(brief: Brief, section: Section, about: Around) -> list[Block]:
    told: list[Block] = [Heading(_("Annex: every figure, and what it counts"))]
    if brief.people_hidden:
        told.append(Paragraph(brief.people_hidden))
    told += _tables(about.rest)
    told += [] if "results" in about.keys else _changes(brief, 2)
    if brief.asks and "support" not in about.keys:
        told += [Heading(_("Asked of managers")), *_asked(brief)]
    if brief.rates:
        names = (_("Rate"), _("Amount"), _("In force from"))
        told += [Heading(_("Rates used")), Table("", names, brief.rates, frozenset({1}), (5, 2, 3))]
    return [*told, *_method(brief, section, about), Paragraph(about.mark, is_quiet=True)]


def _method(brief: Brief, section: Section, about: Around) -> list[Block]:
    return [Heading(_("How to read this")), Bullets(method())]


def _tables(parts: Iterable[tuple[str, tuple[Line, ...]]]) -> list[Block]:
    columns = (_("Figure"), _("Value"), _("What it counts, and what it leaves out"))
    told: list[Block] = []
    for heading, lines in parts:
        rows = tuple((line.label, line.told, line.definition.words) for line in lines)
        told += [Heading(heading, 3), Table("", columns, rows, frozenset({1}), (3, 1.6, 6))]
    return told


def _changes(brief: Brief, level: int) -> list[Block]:
    told: list[Block] = []
    if brief.changes:
        names = (_("Where"), _("What changed"), _("Kind of change"), _("Confirmed by"))
        columns = (*names, _("The contribution's share"))
        rows = tuple(
            (story.title, story.parts[2][1], story.kind, story.parts[3][1], story.share)
            for story in brief.changes
        )
        title = Heading(_("All changes, the firmest first"), level)
        told += [title, Table("", columns, rows, weights=(3, 4, 3, 4, 3))]
    if brief.not_adopted:
        told_why = (_("Project"), _("Reason"), _("Answered"))
        title = Heading(_("Not adopted, and why"), level)
        told += [title, Table("", told_why, brief.not_adopted, weights=(3, 6, 2))]
    return told


def _asked(brief: Brief) -> list[Block]:
    if not brief.asks:
        return [Paragraph(_("Nothing was asked of managers in this period."))]
    names = (_("What was asked"), _("Answer"), _("Reason"))
    return [Table("", names, brief.asks, weights=(4, 2, 5))]


def _defined(lines: Iterable[Line]) -> str:
    """What each figure counts, for whoever presents it."""
    return "\n".join(f"{line.label}: {line.definition.words}" for line in lines)


def method() -> tuple[str, ...]:
    """Limits, said plainly: what a reader should know before leaning on the figures."""
    return (
        _(
            "A change is tied to a contribution by those who were there. The evidence level says how firm that is."
        ),
        _("Groups of people under five are hidden, also where they could be found by subtracting."),
        _("Benefits are not turned into kroner. Cash and working time are kept apart and never added."),
        _("Words of contributors are shown only while they allow it."),
        _("Not counted here: work with user organisations, and each person's part in their own care."),
    )


_BUILDERS: dict[str, Callable[[Brief, Section, Around], list[Block]]] = {
    "previous": _previous,
    "opening": _opening,
    "block": _opening,
    "chain": _chain,
    "stories": _stories,
    "money": _money,
    "duties": _duties,
    "ask": _ask,
    "aim": _aim,
    "negative": _negative,
    "results": _results,
    "support": _support,
    "plain": _plain,
    "pictures": _pictures,
    "annex": _annex,
    "method": _method,
}

"""A report as a document for PDF, Word and slides: the same brief, block by block."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.core.organisations.looks import look_of
from config.core.ui.pdf import (
    Block,
    Bullets,
    Callout,
    ChartData,
    Document,
    Duties,
    Duty,
    Fact,
    Facts,
    Figure,
    Heading,
    Lead,
    Look,
    PageBreak,
    Paragraph,
    Series,
    Stories,
    Story,
    Table,
    render_pdf,
)
from participation.reports import words
from participation.reports.brief import Brief, Line, read
from participation.reports.brief import Story as Told
from participation.reports.models import Report

# Letters that a plain file name would lose.
_NORDIC = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A", "·": " "})


def document_of(
    brief: Brief,
    *,
    author: str,
    answer_url: str,
    fingerprint: str,
    look: Look | None = None,
    chain: ChartData | None = None,
) -> Document:
    """The brief on one page, then the annex. With the numbers of the chain, Office files draw it themselves."""
    mark = _mark(fingerprint)
    return Document(
        title=brief.title,
        author=author,
        as_of=brief.as_of,
        kicker=brief.kicker,
        blocks=(*_front(brief, answer_url, chain), PageBreak(), *_annex(brief, mark)),
        look=look or Look(),
        mark=mark,
    )


def document_for(report: Report, *, base_url: str) -> Document:
    """The report as it is read today, in the language that is active and with the municipality's look."""
    ask = report.snapshot["ask"]
    address = reverse("ask_answer", args=[report.municipality.slug, ask["id"]]) if ask else ""
    shown = read(report)
    return document_of(
        shown,
        author=report.snapshot["municipality"],
        answer_url=base_url + address,
        fingerprint=report.snapshot_hash,
        look=look_of(report.municipality),
        chain=chain_of(report, shown),
    )


def chain_of(report: Report, brief: Brief) -> ChartData:
    """The numbers of the chain as they were frozen, under the names of its drawing."""
    values = {row["key"]: row["value"] for row in report.snapshot["figures"]}
    table = brief.chain.table
    counts = tuple(values.get(key) for key in table.keys)
    return ChartData("chain", tuple(row[0] for row in table.rows), (Series(_("Contributions"), counts),))


def as_file(report: Report, *, base_url: str) -> tuple[str, bytes]:
    """A plain file name after place and period, and the PDF in the language that is active."""
    document = document_for(report, base_url=base_url)
    return file_name(document.title, document.kicker, "pdf"), render_pdf(document, language_of(report)).pdf


def language_of(report: Report) -> str:
    return (get_language() or report.municipality.language).split("-")[0]


def file_name(title: str, kicker: str, ending: str) -> str:
    """A name of plain letters, after what it is, the place and the period."""
    name = slugify(f"{title} {kicker}".translate(_NORDIC)) or "report"
    return f"{name}.{ending}"


def _front(brief: Brief, answer_url: str, chain: ChartData | None) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Lead(brief.sentence),
        Heading(brief.chain.title, notes=_defined(brief.links)),
        Paragraph(brief.chain.takeaway),
        Figure(brief.chain.svg, brief.chain.alt, width=0.8, data=chain),
    ]
    if brief.stories:
        stories = Stories(tuple(_story(story) for story in brief.stories))
        blocks += [Heading(_("What changed"), notes=method()[0]), stories]
    criteria = "\n".join(f"{duty.name}: {duty.criterion}" for duty in brief.duties)
    blocks += [
        Heading(_("What it cost"), notes=_defined(brief.money)),
        Facts(tuple(Fact(line.value, line.label) for line in brief.money)),
        Heading(_("Duties"), notes=criteria),
        Duties("", (_("Duty"), _("Where it stands"), _("Shown by")), tuple(_duties(brief))),
    ]
    if brief.ask:
        blocks.append(_callout(brief, answer_url))
    return tuple(blocks)


def _defined(lines: Iterable[Line]) -> str:
    """What each figure counts, for whoever presents it."""
    return "\n".join(f"{line.label}: {line.definition.words}" for line in lines)


def _story(story: Told) -> Story:
    return Story(story.title, tuple((label, words.clipped(text)) for label, text in story.parts))


def _duties(brief: Brief) -> list[Duty]:
    return [
        Duty(f"{duty.name} ({duty.rule})", duty.state, duty.state_label, duty.evidence)
        for duty in brief.duties
    ]


def _callout(brief: Brief, answer_url: str) -> Callout:
    ask = brief.ask or {}
    lines = [
        _("Cost: %(cost)s") % {"cost": ask["cost"]},
        _("Decide by %(day)s") % {"day": ask["decide_by_words"]},
        _("Answer here: %(address)s") % {"address": answer_url},
    ]
    if ask["need"]:
        lines.insert(0, _("Why: %(need)s") % {"need": words.clipped(ask["need"])})
    if ask["consequence"]:
        lines.insert(-2, _("If not: %(consequence)s") % {"consequence": words.clipped(ask["consequence"])})
    notes = _("Why: %(need)s") % {"need": ask["need"]} if ask["need"] else ""
    return Callout(_("One decision asked for"), ask["title"], tuple(lines), notes)


def _annex(brief: Brief, mark: str) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading(_("Annex: every figure, and what it counts"))]
    columns = (_("Figure"), _("Value"), _("What it counts, and what it leaves out"))
    for heading, lines in brief.parts:
        rows = tuple((line.label, line.value, line.definition.words) for line in lines)
        blocks += [Heading(heading, 3), Table("", columns, rows, frozenset({1}), (3, 1.6, 6))]
    if brief.changes:
        blocks += [Heading(_("All changes, the firmest first")), *_all_changes(brief)]
    if brief.not_adopted:
        names = (_("Project"), _("Reason"), _("Answered"))
        blocks += [
            Heading(_("Not adopted, and why")),
            Table("", names, brief.not_adopted, weights=(3, 6, 2)),
        ]
    if brief.asks:
        names = (_("What was asked"), _("Answer"), _("Reason"))
        blocks += [Heading(_("Asked of managers")), Table("", names, brief.asks, weights=(4, 2, 5))]
    if brief.rates:
        names = (_("Rate"), _("Amount"), _("In force from"))
        blocks += [Heading(_("Rates used")), Table("", names, brief.rates, frozenset({1}), (5, 2, 3))]
    blocks += [Heading(_("How to read this")), Bullets(method()), Paragraph(mark, is_quiet=True)]
    return tuple(blocks)


def _all_changes(brief: Brief) -> list[Block]:
    names = (
        _("Where"),
        _("What changed"),
        _("Kind of change"),
        _("Confirmed by"),
        _("The contribution's share"),
    )
    rows = tuple(
        (story.title, story.parts[2][1], story.kind, story.parts[3][1], story.share)
        for story in brief.changes
    )
    return [Table("", names, rows, weights=(3, 4, 3, 4, 3))]


def _mark(fingerprint: str) -> str:
    return _("The figures are frozen. Fingerprint: %(mark)s") % {"mark": fingerprint}


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

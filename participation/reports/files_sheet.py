"""A report as a workbook: every figure with its definition, and what else was frozen."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from config.core.ui.office import Column, Graph, Page, Workbook
from config.core.ui.pdf import Document, Figure
from participation.reports.blocks import method
from participation.reports.brief import part_label, read
from participation.reports.figures import REGISTRY, Measure
from participation.reports.files_json import open_fingerprint
from participation.reports.models import Report
from participation.reports.shapes import Brief


def workbook_of(report: Report, document: Document) -> Workbook:
    """The sheets; the chart of the chain is the one of the document."""
    brief = read(report)
    pages = [_figures(report), _chain(document), _changes(brief), _not_adopted(brief)]
    pages += [_duties(brief), _asks(brief), _rates(report, brief), _about(report, brief)]
    return Workbook(
        title=document.title,
        author=document.author,
        as_of=document.as_of,
        pages=tuple(page for page in pages if page is not None),
        subject=document.kicker,
        comments=document.mark,
        accent=document.look.accent,
    )


def unit_words(measure: Measure) -> str:
    """The unit of a figure in words."""
    return {
        Measure.PEOPLE: _("people"),
        Measure.THINGS: _("number"),
        Measure.HOURS: _("hours"),
        Measure.KRONER: _("kroner"),
        Measure.DAYS: _("days"),
    }[measure]


def yes_or_no(is_so: bool) -> str:
    return _("yes") if is_so else _("no")


def figure_columns() -> tuple[Column, ...]:
    """The heads of a sheet of figures, for reports and for the municipal survey alike."""
    return (
        Column(_("Figure"), 34, wraps=True),
        Column(_("Value"), 14),
        Column(_("Unit"), 11),
        Column(_("Hidden"), 10),
        Column(_("What it counts"), 60, wraps=True),
        Column(_("What is left out"), 50, wraps=True),
        Column(_("Source"), 30, wraps=True),
        Column(_("Part"), 24, wraps=True),
        Column(_("Key"), 26),
    )


def figure_row(key: str, value: Any, *, is_hidden: bool) -> tuple[Any, ...]:
    """One figure. A hidden one has no value; the column beside it says that it is hidden."""
    found = REGISTRY[key]
    return (
        str(found.label),
        None if is_hidden else value,
        unit_words(found.measure),
        yes_or_no(is_hidden),
        str(found.counts),
        str(found.leaves_out),
        str(found.source),
        part_label(found.part),
        key,
    )


def _figures(report: Report) -> Page:
    rows = tuple(
        figure_row(row["key"], row["value"], is_hidden=bool(row["suppressed"]))
        for row in report.snapshot["figures"]
        if row["key"] in REGISTRY
    )
    return Page(_("Figures"), figure_columns(), rows)


def _chain(document: Document) -> Page | None:
    """The numbers of the chain, and a chart that reads them."""
    drawn = next((block for block in document.blocks if isinstance(block, Figure) and block.data), None)
    if drawn is None or drawn.data is None:
        return None
    rows = tuple(zip(drawn.data.categories, drawn.data.series[0].values, strict=True))
    columns = (Column(_("Link in the chain"), 26), Column(_("Contributions"), 16))
    return Page(_("The chain"), columns, rows, Graph(_("From said to told"), drawn.alt, drawn.data))


def _changes(brief: Brief) -> Page:
    columns = (
        Column(_("Where"), 30, wraps=True),
        Column(_("Unit"), 26, wraps=True),
        Column(_("Before"), 44, wraps=True),
        Column(_("Input"), 44, wraps=True),
        Column(_("After"), 44, wraps=True),
        Column(_("Confirmed by"), 40, wraps=True),
        Column(_("Unintended"), 30, wraps=True),
        Column(_("Kind of change"), 22, wraps=True),
        Column(_("The contribution's share"), 24, wraps=True),
        Column(_("Evidence level"), 16),
    )
    rows = []
    for story in brief.changes:
        before, said, after, confirmed, *more = (text for _label, text in story.parts)
        unintended = more[0] if more else ""
        rows.append(
            (
                *(story.title, story.unit, before, said, after, confirmed, unintended),
                *(story.kind, story.share, story.level),
            )
        )
    return Page(_("Changes"), columns, tuple(rows))


def _not_adopted(brief: Brief) -> Page:
    columns = (
        Column(_("Project"), 34, wraps=True),
        Column(_("Reason"), 70, wraps=True),
        Column(_("Answered"), 20),
    )
    return Page(_("Not adopted"), columns, brief.not_adopted)


def _duties(brief: Brief) -> Page:
    columns = (
        Column(_("Duty"), 44, wraps=True),
        Column(_("Rule"), 26, wraps=True),
        Column(_("Where it stands"), 20),
        Column(_("Shown by"), 50, wraps=True),
        Column(_("When it is covered"), 54, wraps=True),
    )
    rows = tuple(
        (duty.name, duty.rule, duty.state_label, duty.evidence, duty.criterion) for duty in brief.duties
    )
    return Page(_("Duties"), columns, rows)


def _asks(brief: Brief) -> Page:
    columns = (
        Column(_("What was asked"), 50, wraps=True),
        Column(_("Answer"), 24),
        Column(_("Reason"), 60, wraps=True),
    )
    return Page(_("Asks"), columns, brief.asks)


def _rates(report: Report, brief: Brief) -> Page:
    columns = (Column(_("Rate"), 44, wraps=True), Column(_("Amount"), 14), Column(_("In force from"), 16))
    frozen = report.snapshot["rates"]
    rows = tuple(
        (name, float(amount), date.fromisoformat(day))
        for (name, _amount, _day), (_kind, amount, day) in zip(brief.rates, frozen, strict=True)
    )
    return Page(_("Rates"), columns, rows)


def _about(report: Report, brief: Brief) -> Page:
    columns = (Column(_("What"), 30, wraps=True), Column(_("Words"), 110, wraps=True))
    rows = [
        (_("Report"), brief.title),
        (_("Of"), brief.kicker),
        (_("Figures as of"), date_format(brief.as_of, "DATE_FORMAT")),
        (_("Fingerprint"), report.snapshot_hash),
        (_("Open fingerprint"), open_fingerprint(report.snapshot)),
        (_("How to verify"), how_to_verify()),
        *((_("How to read this"), line) for line in method()),
    ]
    return Page(_("About"), columns, tuple(rows))


def how_to_verify() -> str:
    return _(
        "Take the report out as JSON. The file says how its fingerprint is worked out from what is in it. The "
        "fingerprint must be the one on the report's page, and the values of this sheet those of that file."
    )

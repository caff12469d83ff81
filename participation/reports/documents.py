"""A report as a document for PDF, Word and slides: the same brief, block by block."""

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.core.organisations.looks import look_of
from config.core.ui.pdf import ChartData, Document, Look, Series, render_pdf
from participation.reports.blocks import Around, blocks
from participation.reports.brief import read
from participation.reports.models import Report
from participation.reports.shapes import Brief

# Letters that a plain file name would lose.
_NORDIC = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A", "·": " "})


def document_of(
    brief: Brief,
    *,
    kind: str,
    author: str,
    answer_url: str,
    mark: str,
    look: Look | None = None,
    chain: ChartData | None = None,
) -> Document:
    """Section by section. With the numbers of the chain, Office files draw it themselves."""
    return Document(
        title=brief.title,
        author=author,
        as_of=brief.as_of,
        kicker=brief.kicker,
        blocks=blocks(brief, kind, Around(answer_url, chain, mark)),
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
        kind=report.kind,
        mark=_mark(report),
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


def _mark(report: Report) -> str:
    if report.state == Report.State.DRAFT:
        return _("This is a draft. Nothing of it is frozen yet.")
    return _("The figures are frozen. Fingerprint: %(mark)s") % {"mark": report.snapshot_hash}

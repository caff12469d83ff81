"""A draw to take out: the quotas and the people without names, as anybody's tool reads them, and the record."""

import csv
import io
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.core.ui.pdf import Block, Document, Heading, Paragraph, Table, render_pdf
from projects.panels import queries
from projects.panels.models import Category, Panel, PanelQuota
from projects.panels.values import YES
from representatives.spreadsheets.escaping import harmless

# One value a person at most; of the others somebody may have several, so that each value is a question of its own.
SINGLE = (Category.AREA, Category.AGE)
NO, OTHER = "no", "other"


def quotas_csv(panel: Panel) -> str:
    """`feature,value,min,max`: the form that tools for sortition read."""
    rows: list[tuple[Any, ...]] = [("feature", "value", "min", "max")]
    quotas = list(panel.quotas.all())
    for category in SINGLE:
        own = [row for row in quotas if row.category == category]
        rows += [(category.value, row.value, row.minimum, row.maximum) for row in own]
        if own:
            rows.append((category.value, OTHER, 0, panel.seats))
    for row in quotas:
        if row.category not in SINGLE:
            rows.append((_feature(row), YES, row.minimum, min(row.maximum, panel.seats)))
            rows.append((_feature(row), NO, max(0, panel.seats - row.maximum), panel.seats - row.minimum))
    return _csv(rows)


def people_csv(panel: Panel) -> str:
    """Everybody in the draw by number, without name or id: the values the quotas count, and whether they were drawn.

    Who was erased since is not here, and the number stays empty.
    """
    quotas = list(panel.quotas.all())
    single = [category for category in SINGLE if any(row.category == category for row in quotas)]
    others = [row for row in quotas if row.category not in SINGLE]
    head = ["number", *(category.value for category in single), *(_feature(row) for row in others), "drawn"]
    rows: list[tuple[Any, ...]] = [tuple(head)]
    for member in panel.members.order_by("number"):
        traits = queries.traits_of(member)
        held = [_held(traits, category, quotas) for category in single]
        counted = [YES if (row.category, row.value) in traits else NO for row in others]
        rows.append((member.number, *held, *counted, YES if member.is_drawn else NO))
    return _csv(rows)


def lottery(panel: Panel) -> dict[str, Any]:
    """With the published seed this makes the draw again: types as numbers of `people_csv`, panels and their tickets."""
    kept = panel.lottery
    return {
        "seed": panel.seed,
        "ticket": panel.ticket,
        "types": kept.get("people", []),
        "panels": kept.get("panels", []),
        "tickets": kept.get("tickets", []),
        "drawn": kept.get("drawn", []),
    }


def record_pdf(panel: Panel) -> bytes:
    """The record for the archive and the meeting: how it was drawn and how fair, with counts and who was drawn."""
    when = panel.drawn_at or panel.published_at or panel.created_at
    document = Document(
        title=_("Panel by lot: %(title)s") % {"title": panel.request.title},
        author=panel.municipality.name,
        as_of=localdate(when),
        kicker="Medvirk",
        blocks=tuple(_blocks(panel)),
    )
    return render_pdf(document, get_language() or "nb").pdf


def _blocks(panel: Panel) -> list[Block]:
    blocks: list[Block] = [Paragraph(sentence) for sentence in queries.record(panel)]
    lines = queries.lines(panel)
    if lines:
        columns = (_("Value"), _("Wanted"), _("In the draw"), _("Drawn"), _("Chance"))
        rows = tuple(
            (line.label, f"{line.minimum}–{line.maximum}", str(line.have), str(line.drawn), line.chance)
            for line in lines
        )
        blocks += [
            Heading(_("Quotas")),
            Table(caption=_("Quotas"), columns=columns, rows=rows, weights=(3, 1, 1, 1, 2)),
        ]
    seats = queries.seats(panel) if panel.is_drawn else []
    if seats:
        names = tuple((seat.member.representative.name, seat.label) for seat in seats)
        blocks += [
            Heading(_("Who was drawn")),
            Table(caption=_("Who was drawn"), columns=(_("Name"), _("Answer")), rows=names, weights=(1, 1)),
        ]
    return blocks


def _held(traits: frozenset[tuple[str, str]], category: Category, quotas: list[PanelQuota]) -> str:
    own = {row.value for row in quotas if row.category == category}
    return next((value for kind, value in traits if kind == category and value in own), OTHER)


def _feature(row: PanelQuota) -> str:
    return f"{row.category}: {row.label}"


def _csv(rows: list[tuple[Any, ...]]) -> str:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerows([[harmless(str(cell)) for cell in row] for row in rows])
    return made.getvalue()

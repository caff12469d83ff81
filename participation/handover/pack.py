"""The pack as an accessible PDF."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.core.ui.pdf import Block, Document, Heading, Paragraph, Table, render_pdf
from participation.handover import queries
from participation.handover.models import Handover


def as_pdf(handover: Handover, *, as_of: date) -> bytes:
    """Everything that is passed on, a table for each kind, in the reader's language."""
    blocks: list[Block] = [Paragraph(handover.note)] if handover.note else []
    columns = (_("What"), _("A word about it"), _("Gone through"))
    for group in queries.groups(handover):
        rows = tuple(
            (shown.title, shown.item.word, _("Yes") if shown.item.is_seen else _("No"))
            for shown in group.items
        )
        blocks += [
            Heading(group.label),
            Table(caption=group.label, columns=columns, rows=rows, weights=(3, 3, 1)),
        ]
    names = [user.get_full_name() if user else "–" for user in (handover.from_user, handover.to_user)]
    document = Document(
        title=_("Handover from %(one)s to %(other)s") % {"one": names[0], "other": names[1]},
        author=handover.municipality.name,
        as_of=as_of,
        kicker="Medvirk",
        blocks=tuple(blocks),
    )
    return render_pdf(document, get_language() or "nb").pdf

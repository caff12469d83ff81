"""Every figure as a table of the documentation."""

from django.utils import translation

from participation.reports.figures import PART_LABELS, REGISTRY


def table() -> tuple[list[str], list[list[str]]]:
    """Head and rows, in the order of the annex."""
    with translation.override("en"):
        rows = [
            [
                str(PART_LABELS[one.part]),
                f"`{one.key}`",
                str(one.label),
                str(one.measure),
                str(one.counts),
                " ".join(str(text) for text in (one.leaves_out, one.source) if text),
                f"`{one.of}`" if one.of else "",
            ]
            for one in REGISTRY.values()
        ]
    head = [
        "part",
        "key",
        "figure",
        "unit",
        "what it counts",
        "what it leaves out, and from where",
        "part of",
    ]
    return head, rows

"""A report for other systems: its snapshot in full with definitions, and fingerprints that anybody can work out again.

The whole fingerprint is that of the snapshot with the ids of the records behind each figure. Whoever may not open all
of them gets the snapshot without any, and the open fingerprint, which is of that: it is the same in everybody's file.
"""

import json
from typing import Any

from django.utils.translation import gettext as _

from participation.reports.figures import REGISTRY
from participation.reports.models import Report
from participation.reports.snapshots import fingerprint

FORMAT = "medvirk-report/1"
# The name under which a snapshot keeps ids of rows: of people, claims, contributions.
RECORDS = "records"


def open_part(snapshot: Any) -> Any:
    """The snapshot without the ids of records, wherever they stand: values, and nothing that leads on to a row."""
    if isinstance(snapshot, dict):
        return {name: open_part(value) for name, value in snapshot.items() if name != RECORDS}
    if isinstance(snapshot, list):
        return [open_part(value) for value in snapshot]
    return snapshot


def _records_in(snapshot: Any) -> set[str]:
    """Every id of a record in the snapshot."""
    if isinstance(snapshot, dict):
        own = {str(one) for one in snapshot.get(RECORDS, ())}
        return own.union(*(_records_in(value) for value in snapshot.values()))
    if isinstance(snapshot, list):
        return set().union(*(_records_in(value) for value in snapshot))
    return set()


def open_fingerprint(snapshot: dict[str, Any]) -> str:
    """SHA-256 of the canonical text of the open part."""
    return fingerprint(open_part(snapshot))


def as_json(report: Report, readable: dict[str, list[str]], language: str) -> bytes:
    """The file. `readable` are the records of each figure that the reader may open."""
    kept = report.snapshot
    is_whole = _records_in(kept) <= {one for ids in readable.values() for one in ids}
    told = {
        "format": FORMAT,
        "language": language,
        "title": report.title,
        "report": report.public_id,
        "made_at": report.made_at.isoformat(),
        "fingerprint": {
            "algorithm": "SHA-256",
            "whole": report.snapshot_hash,
            "open": open_fingerprint(kept),
            "of_this_file": "whole" if is_whole else "open",
            "rule": _rule(),
        },
        "snapshot": kept if is_whole else open_part(kept),
        "definitions": {
            row["key"]: _definition(row["key"]) for row in kept["figures"] if row["key"] in REGISTRY
        },
    }
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


def _rule() -> str:
    return _(
        "Take “snapshot” alone, write it as JSON with keys in alphabetical order, without spaces and with letters as "
        "they are in UTF-8, and work out SHA-256. It equals the fingerprint that “of_this_file” names. The whole "
        "one stands in every file of the report; the open one is of the snapshot without the ids of records."
    )


def _definition(key: str) -> dict[str, str]:
    found = REGISTRY[key]
    return {
        "label": str(found.label),
        "unit": found.measure.value,
        "counts": str(found.counts),
        "leaves_out": str(found.leaves_out),
        "source": str(found.source),
    }

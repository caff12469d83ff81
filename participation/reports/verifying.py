"""Whether a file or a fingerprint is that of a report: told from what is frozen, and nothing of the file is kept.

Every file carries the report's fingerprint among its properties. A JSON file is reckoned anew from what it says, a PDF
is made anew and compared byte for byte; of an Office file the fingerprint alone is read.
"""

import io
import json
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation

from participation.reports import documents, files_json, snapshots
from participation.reports.models import Report, ReportQuerySet

_MARK = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_PROPERTIES = "docProps/core.xml"
# More than the properties of any file of ours, much less than what a hostile archive unpacks to.
MOST_PROPERTIES = 100_000
MOST_MARKS = 5


@dataclass(frozen=True)
class Verdict:
    """`state`: `same` (as it was made), `mark` (the fingerprint is right, the rest is not told), or `unknown`."""

    state: str
    report: Report | None = None


def verdict(*, reports: ReportQuerySet, mark: str, content: bytes) -> Verdict:
    """Looks among the frozen reports that the reader may see."""
    frozen = reports.frozen()
    if not content:
        return _of_mark(frozen, mark)
    if content.lstrip(b"\xef\xbb\xbf")[:1] == b"{":
        return _json(frozen, content)
    for found in _marks(content)[:MOST_MARKS]:
        told = _of_mark(frozen, found)
        if told.report is not None:
            return Verdict("same", told.report) if _is_made_anew(told.report, content) else told
    return Verdict("unknown")


def _of_mark(frozen: ReportQuerySet, mark: str) -> Verdict:
    found = frozen.filter(snapshot_hash=mark).first()
    return Verdict("mark", found) if found and snapshots.is_intact(found) else Verdict("unknown")


def _json(frozen: ReportQuerySet, content: bytes) -> Verdict:
    """The snapshot of a report, bare or in the file that is taken out."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return Verdict("unknown")
    snapshot = told.get("snapshot", told)
    if not isinstance(snapshot, dict):
        return Verdict("unknown")
    mark = snapshots.fingerprint(snapshot)
    found = frozen.filter(snapshot_hash=mark).first() or _without_records(frozen, told, mark)
    return Verdict("same", found) if found else Verdict("unknown")


def _without_records(frozen: ReportQuerySet, told: dict[str, Any], mark: str) -> Report | None:
    """The report of a file that leaves the ids of records out, where the open fingerprint is as reckoned."""
    named = told.get("fingerprint")
    whole = named.get("whole") if isinstance(named, dict) else None
    found = frozen.filter(snapshot_hash=whole).first() if isinstance(whole, str) else None
    return found if found and files_json.open_fingerprint(found.snapshot) == mark else None


def _marks(content: bytes) -> list[str]:
    """Fingerprints among the properties of a file."""
    where = content
    if content[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_PROPERTIES) as properties:
                where = properties.read(MOST_PROPERTIES)
        except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
            return []
    return list(dict.fromkeys(found.decode() for found in _MARK.findall(where)))


def _is_made_anew(report: Report, content: bytes) -> bool:
    """Whether a PDF made now is the same, in one of the languages."""
    if content[:4] != b"%PDF":
        return False
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            _file, made = documents.as_file(report, base_url=settings.BASE_URL)
        if made == content:
            return True
    return False

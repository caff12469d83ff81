"""Office files are packages of parts; the same parts shall give the same bytes."""

import io
import re
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest day that a package can tell.
_BEGINNING = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts in their order as one file, without the hour of packing."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(ZipInfo(name, _BEGINNING), content, ZIP_DEFLATED)
    return out.getvalue()


def repacked(content: bytes, at: datetime) -> bytes:
    """A package as a library wrote it, without the hour at which it did; workbooks inside of it say `at` too."""
    with ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, part in parts.items():
        if name.endswith(".xlsx"):
            parts[name] = repacked(part, at)
        elif name == "docProps/core.xml":
            parts[name] = _MOMENT.sub(f"{at:%Y-%m-%dT%H:%M:%SZ}".encode(), part)
    return packed(parts)

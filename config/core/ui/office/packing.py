"""Office files are packages of parts; the same parts shall give the same bytes."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

# The earliest day that a package can tell.
_BEGINNING = (1980, 1, 1, 0, 0, 0)


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts in their order as one file, without the hour of packing."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(ZipInfo(name, _BEGINNING), content, ZIP_DEFLATED)
    return out.getvalue()


def repacked(content: bytes) -> bytes:
    """A package as a library wrote it, without the hour at which it did, also inside of it."""
    with ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    inner = {name: repacked(part) for name, part in parts.items() if name.endswith(".xlsx")}
    return packed(parts | inner)


def element(markup: str) -> etree._Element:
    """Our own markup as an element. What comes from outside is set as attribute or text afterwards, never put in."""
    return etree.fromstring(markup)

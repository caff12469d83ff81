"""Read one workbook in a process of its own: the file on standard input, its rows on standard output.

Run by `reading.py` as a script, never imported by the application. A hostile workbook can make any parser
eat memory or time, and a thread cannot be stopped: this process limits itself, dies alone, and leaves no
file behind. It imports the standard library and calamine only, so that it starts in a few hundredths of a
second and knows nothing worth stealing.

Arguments: rows, unpacked bytes, widest row, longest text. Output: one JSON value a line;
`{"sheet": name, "hidden": bool}`, then `[row number, [cells]]`, `{"cut": true}` after too many rows, and at
the end `{"end": true}`; or `{"refused": code}`. A date is `{"d": "2024-05-28"}`.
"""

import io
import json
import resource
import struct
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

MEMORY = 170 * 1024 * 1024
CPU_SECONDS = 2
ENTRIES = 2000
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAMS = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))
WORKBOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
CELLS = 3_000_000


class Refused(Exception):
    """The workbook will not be read; the text is the code."""


def limit_this_process() -> None:
    """Bound memory (heap and private mappings) and CPU time; write no core file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))


def inflated_size(data: bytes, entry: zipfile.ZipInfo, room: int) -> int:
    """Bytes that the entry really unpacks to, whatever its directory says; stops once over `room`."""
    header = data[entry.header_offset : entry.header_offset + 30]
    if len(header) < 30 or header[:4] != ZIP_MAGIC:
        raise Refused("damaged")
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    start = entry.header_offset + 30 + name_length + extra_length
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return len(packed)
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Refused("damaged")
    return _inflate(packed, room)


def _inflate(packed: memoryview, room: int) -> int:
    unpacker, total, feed = zlib.decompressobj(-15), 0, bytes(packed)
    try:
        while feed and not unpacker.eof:
            total += len(unpacker.decompress(feed, 1 << 18))
            feed = unpacker.unconsumed_tail
            if total > room:
                raise Refused("too_large_unpacked")
    except zlib.error:
        raise Refused("damaged") from None
    return total


def check_archive(data: bytes, unpacked: int) -> None:
    """Refuse what is no workbook, is locked, or unpacks too large: by its directory, then by its bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        raise Refused("damaged") from None
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > unpacked:
        raise Refused("too_large_unpacked")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted")
    names = {entry.filename.lower() for entry in entries}
    if not any(name.startswith("xl/") for name in names) and "content.xml" not in names:
        raise Refused("not_a_spreadsheet")
    room = unpacked
    for entry in entries:
        room -= inflated_size(data, entry, room)
        if room < 0:
            raise Refused("too_large_unpacked")
    if "meta-inf/manifest.xml" in names:
        _refuse_locked_ods(data)


def _refuse_locked_ods(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.lower() == "meta-inf/manifest.xml":
                try:
                    manifest = archive.read(name)
                except (zipfile.BadZipFile, zlib.error, EOFError):
                    raise Refused("damaged") from None
                if b"encryption-data" in manifest:
                    raise Refused("encrypted")


def check_container(data: bytes, unpacked: int) -> None:
    """Refuse by the container alone: zip of a workbook, or an old compound file with a workbook in it."""
    if data.startswith(ZIP_MAGIC):
        check_archive(data, unpacked)
    elif data.startswith(OLE_MAGIC):
        if any(stream in data for stream in ENCRYPTED_STREAMS):
            raise Refused("encrypted")
        if not any(stream in data for stream in WORKBOOK_STREAMS):
            raise Refused("not_a_spreadsheet")
    else:
        raise Refused("not_a_spreadsheet")


def plain_text(text: str, longest: int) -> str:
    """Text without control, invisible and broken characters, one over `longest` long at most.

    The one extra character tells the reader of the row that the text was cut.
    """
    text = text[: longest * 2]
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
        text = "".join(
            " " if sign == "\t" else sign
            for sign in text
            if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Cn")
        )
    return text.strip()[: longest + 1]


def plain_cell(value: object, longest: int) -> object:
    """One cell as JSON: text, number, truth, None for empty, or a dated object."""
    if isinstance(value, str):
        return plain_text(value, longest) or None
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, datetime | date):
        return {"d": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    return None


def lines_of(workbook: object, rows: int, widest: int, longest: int) -> Iterator[object]:
    """Every worksheet with its rows that are not blank."""
    cells = 0
    metadata = workbook.sheets_metadata  # type: ignore[attr-defined]  # calamine has no importable base type
    for index, sheet_data in enumerate(metadata):
        if "WorkSheet" not in str(sheet_data.typ):
            continue
        sheet = workbook.get_sheet_by_index(index)  # type: ignore[attr-defined]
        yield {
            "sheet": plain_text(sheet_data.name, 100),
            "hidden": not str(sheet_data.visible).endswith(".Visible"),
        }
        if sheet.start is None:
            continue
        count, before = (
            0,
            [None] * sheet.start[1],
        )  # calamine leaves out empty columns on the left, not rows above
        blank: list[object] = [""] * sheet.width
        for number, values in enumerate(sheet.iter_rows(), start=1):
            if values == blank:  # a stray cell far down brings a million of them
                continue
            row = trimmed(before + [plain_cell(value, longest) for value in values], widest)
            cells += len(row)
            if cells > CELLS:
                raise Refused("too_large_unpacked")
            if not row:
                continue
            count += 1
            if count > rows:
                yield {"cut": True}
                break
            yield [number, row]


def trimmed(row: list[object], widest: int) -> list[object]:
    """The row without empty cells at its end; refused when it is wider than any list of people."""
    while row and row[-1] is None:
        row.pop()
    if len(row) > widest:
        raise Refused("too_wide")
    return row


def main() -> None:
    """Read standard input, write the rows, and say how it ended."""
    limit_this_process()
    rows, unpacked, widest, longest = (int(argument) for argument in sys.argv[1:5])
    out = sys.stdout
    try:
        data = sys.stdin.buffer.read()
        check_container(data, unpacked)
        import python_calamine  # after the checks: most hostile files never reach the parser

        try:
            workbook = python_calamine.load_workbook(io.BytesIO(data))
            for line in lines_of(workbook, rows, widest, longest):
                out.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")
        except python_calamine.PasswordError:
            raise Refused("encrypted") from None
        out.write('{"end":true}\n')
    except Refused as refusal:
        out.write(json.dumps({"refused": str(refusal)}) + "\n")
    except MemoryError:
        out.write('{"refused":"too_large_unpacked"}\n')
    except BaseException:  # the parser may panic; no text of it is passed on, it could quote a cell
        out.write('{"refused":"damaged"}\n')
    out.flush()


if __name__ == "__main__":
    main()

"""Delimited text: comma, semicolon, tab or bar, in the encodings that Norwegian exports really use."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from representatives.spreadsheets.escaping import as_it_was
from representatives.spreadsheets.sentences import refusal
from representatives.spreadsheets.values import (
    LONGEST_TEXT,
    ROOM_ABOVE,
    WIDEST,
    Cell,
    Limits,
    Row,
    Sheet,
    Workbook,
)
from representatives.spreadsheets.worker import plain_text

DELIMITERS = ";,\t|"
SAMPLE = 64 * 1024
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def encoding_of(data: bytes) -> str:
    """The encoding of delimited text: a byte-order mark, UTF-16 by its zero bytes, UTF-8, else
    Windows-1252.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    if len(head) > 8 and head.count(0) > len(head) // 4:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def delimiter_of(sample: str) -> str:
    """The separator that splits most of the first rows into the same number of cells, at least two."""
    best, best_score = ";", 0
    for delimiter in DELIMITERS:
        widths: Counter[int] = Counter()
        try:
            for number, cells in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
                if len(cells) > 1:
                    widths[len(cells)] += 1
                if number > 200:
                    break
        except csv.Error:
            continue
        score = max((count * (width - 1) for width, count in widths.items()), default=0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def looks_binary(text: str) -> bool:
    """Whether a sample is no text at all: more than one sign in twenty is a control character."""
    odd = sum(1 for sign in text if (sign < " " and sign not in "\t\r\n") or sign == "\ufffd")
    return odd * 20 > len(text)


def read_text(data: bytes, *, limits: Limits) -> Workbook:
    """Read delimited text as one sheet.

    A row's number is its record's number: the row where a spreadsheet program shows it, so that a line break
    inside quotes does not count, and a blank line does. Refuses binary content, markup files, unclosed
    quotes that swallow the file, and rows that are too many or too wide.
    """
    encoding = encoding_of(data)
    sample = data[:SAMPLE].decode(encoding, errors="replace")
    start = sample.lstrip("\ufeff \r\n\t").lower()
    if looks_binary(sample) or start.startswith(("<!doctype", "<html", "<?xml", "{\\rtf", "%pdf")):
        raise refusal("not_a_spreadsheet")
    first_line, _, rest = sample.partition("\n")
    delimiter, skip = None, False
    if first_line.strip().lstrip("\ufeff").lower().startswith("sep=") and len(first_line.strip()) == 5:
        delimiter, skip = first_line.strip()[-1], True
    delimiter = delimiter or delimiter_of(rest if skip else sample)
    stream = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline="")
    return Workbook(sheets=(_sheet(_records(stream, delimiter, skip), limits),))


def _records(stream: io.TextIOWrapper, delimiter: str, skip: bool) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader((line.replace("\0", "") for line in stream), delimiter=delimiter)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if not (skip and number == 1):
                yield number, cells
    except csv.Error:
        raise refusal("damaged_row", row=number + 1) from None


def _sheet(records: Iterator[tuple[int, list[str]]], limits: Limits) -> Sheet:
    rows: list[Row] = []
    for number, texts in records:
        if len(texts) > WIDEST and any(text.strip() for text in texts[WIDEST:]):
            raise refusal("too_wide")
        cells: list[Cell] = [
            as_it_was(plain_text(text, LONGEST_TEXT).lstrip("\ufeff")) or None for text in texts[:WIDEST]
        ]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        if len(rows) == limits.rows + ROOM_ABOVE:
            return Sheet(name="", hidden=False, rows=tuple(rows), cut=True)
        rows.append(Row(number=number, cells=tuple(cells)))
    return Sheet(name="", hidden=False, rows=tuple(rows))

"""From the bytes of a file to plain rows, or a refusal with a sentence. Nothing touches the disk.

Workbooks are read by `worker.py` in a short-lived process with limited memory and time; delimited text is
read here, in a stream. Safe inside a threaded server: the child is a fresh interpreter, never a fork.
"""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from representatives.spreadsheets.escaping import as_it_was
from representatives.spreadsheets.sentences import WHOLE_FILE, refusal
from representatives.spreadsheets.text import read_text
from representatives.spreadsheets.values import (
    BY_PAGE,
    LONGEST_TEXT,
    MIB,
    ROOM_ABOVE,
    WIDEST,
    Cell,
    Limits,
    Row,
    Sheet,
    Workbook,
)
from representatives.spreadsheets.worker import OLE_MAGIC, ZIP_MAGIC

WORKER = Path(__file__).with_name("worker.py")
SECONDS = 20
"""The longest wait for the child on a busy machine; it stops itself far earlier, by CPU time."""
KNOWN_BINARIES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ",
    b"Rar!",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
)


def read_workbook(data: bytes, file_name: str = "", *, limits: Limits = BY_PAGE) -> Workbook:
    """Read a workbook (xlsx, xlsm, xlsb, xls, ods) or delimited text, by what it is and not by its name.

    Formulas count as their stored result; a formula without one is an empty cell. Control characters are
    taken out. Raises `Unreadable` for everything that is not a list. A text file has one sheet, named
    after `file_name`.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise refusal("empty")
    if data.startswith((ZIP_MAGIC, OLE_MAGIC)):
        if len(data) > limits.packed:
            raise refusal("too_large", limit=limits.packed // MIB)
        workbook = Workbook(sheets=tuple(_sheets(_run_worker(data, limits))))
    else:
        if len(data) > limits.text:
            raise refusal("too_large", limit=limits.text // MIB)
        if data.startswith((*KNOWN_BINARIES, b"PK")):
            raise refusal("not_a_spreadsheet")
        workbook = _named(read_text(data, limits=limits), file_name)
    if not any(sheet.rows for sheet in workbook.sheets):
        raise refusal("no_rows")
    return workbook


def _named(workbook: Workbook, file_name: str) -> Workbook:
    stem = "".join(sign for sign in Path(file_name.replace("\\", "/")).stem if sign.isprintable())[:100]
    (sheet,) = workbook.sheets
    return Workbook(sheets=(Sheet(name=stem or "1", hidden=False, rows=sheet.rows, cut=sheet.cut),))


def _run_worker(data: bytes, limits: Limits) -> Iterator[Any]:
    """Start the child, give it the file, and yield what it says; refuse when it dies or takes too long."""
    arguments = [str(number) for number in (limits.rows + ROOM_ABOVE, limits.unpacked, WIDEST, LONGEST_TEXT)]
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and script, arguments are four integers
        [sys.executable, "-P", "-B", str(WORKER), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
    )
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(SECONDS, stop)
    timer.start()
    try:
        yield from _conversation(child, data, late)
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _conversation(child: "subprocess.Popen[bytes]", data: bytes, late: threading.Event) -> Iterator[Any]:
    _send(child.stdin, data)
    ended = False
    for line in child.stdout or ():
        try:
            said = json.loads(line)
        except ValueError:
            break
        if isinstance(said, dict) and "refused" in said:
            code = str(said["refused"])
            raise refusal(code if code in WHOLE_FILE else "damaged")
        if isinstance(said, dict) and "end" in said:
            ended = True
            break
        yield said
    if not ended:
        # It was stopped: by us, by its CPU limit (SIGXCPU), or because the parser ran out of memory (abort).
        stopped = child.wait() if not late.is_set() else 0
        raise refusal("too_slow" if late.is_set() or stopped in (-24, -9) else "too_large_unpacked")


def _send(pipe: IO[bytes] | None, data: bytes) -> None:
    if pipe is None:
        return
    with contextlib.suppress(BrokenPipeError):
        pipe.write(data)
    with contextlib.suppress(BrokenPipeError):
        pipe.close()


def _sheets(lines: Iterator[Any]) -> Iterator[Sheet]:
    name, hidden, cut, rows = None, False, False, list[Row]()
    for line in lines:
        if isinstance(line, list):
            rows.append(Row(number=line[0], cells=tuple(_cell(value) for value in line[1])))
        elif "cut" in line:
            cut = True
        else:
            if name is not None:
                yield Sheet(name=name, hidden=hidden, rows=tuple(rows), cut=cut)
            name, hidden, cut, rows = str(line["sheet"]), bool(line["hidden"]), False, []
    if name is not None:
        yield Sheet(name=name, hidden=hidden, rows=tuple(rows), cut=cut)


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        text = value["d"]
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    if isinstance(value, str):
        return as_it_was(value)
    if value is None or isinstance(value, int | float | bool):
        return value
    return None

"""Seconds that a report takes as PDF, Word, slides and sheet, and its pages as pictures to look at.

    python benchmarks/office_files.py [--changes 90] [--pages FOLDER]

Sets an invented document of the length of a year's report in each kind of file. Goal: each under 2 s on the processor,
because they are made while somebody waits. With `--pages`, and LibreOffice and pdftoppm on the machine, Word and slides
are opened by another program and their pages saved as PNG.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]
GOAL = 2.0
LINKS = ("Sagt", "Besvart", "Avgjort", "Endret", "Målt", "Fortalt")
COUNTS = (150, 134, 70, 89, 22, 131)


def document(changes: int) -> Any:
    """A brief, forty figures with their definitions, and so many changes."""
    from config.core.ui import pdf
    from config.core.ui.charts import Step, chain_chart

    chart = chain_chart(
        [Step(name, count, name.lower()) for name, count in zip(LINKS, COUNTS, strict=True)], id_prefix="a"
    )
    data = pdf.ChartData("chain", LINKS, (pdf.Series("Innspill", COUNTS),))
    parts = (
        ("Før", "Brev på fire sider."),
        ("Innspill", "Sagt i mai."),
        ("Etter", "Én side, prøvd ut av åtte."),
    )
    words = "Det som telles, det som ikke er med, og hvor det er hentet fra. " * 2
    figures = tuple((f"Tall {at}", str(at * 17), words) for at in range(40))
    rows = tuple(
        (f"Prosjekt {at}", "Brevet er på én side.", "Rutine", words, "Avgjørende") for at in range(changes)
    )
    return pdf.Document(
        "Hva medvirkningen førte til",
        "Nordvik kommune",
        date(2026, 11, 30),
        (
            pdf.Lead("89 endringer i Nordvik kom av det brukerrepresentanter sa."),
            pdf.Heading("Fra innspill til tilbakemelding"),
            pdf.Paragraph(chart.takeaway),
            pdf.Figure(chart.svg, chart.alt, width=0.8, data=data),
            pdf.Heading("Hva som ble endret"),
            pdf.Stories(tuple(pdf.Story(f"Endring {at}", parts) for at in range(3))),
            pdf.Heading("Hva det kostet"),
            pdf.Facts((pdf.Fact("126 640 kr", "Utbetalt"), pdf.Fact("318,5 timer", "Medvirkning"))),
            pdf.Callout(
                "Vi ber om én beslutning", "Skal alle svar komme innen 30 dager?", ("Frist: 18. desember",)
            ),
            pdf.PageBreak(),
            pdf.Heading("Vedlegg"),
            pdf.Table("", ("Tall", "Verdi", "Hva det teller"), figures, frozenset({1}), (3, 1.6, 6)),
            pdf.Heading("Alle endringer"),
            pdf.Table(
                "", ("Hvor", "Endring", "Type", "Bekreftet av", "Andel"), rows, weights=(3, 4, 3, 4, 3)
            ),
        ),
        "Nordvik · 2026",
    )


def writers(changes: int) -> dict[str, Callable[[], bytes]]:
    """The kinds of file by their ending."""
    from config.core.ui import office, pdf

    made = document(changes)
    columns = tuple(office.Column(name) for name in ("Tall", "Verdi", "Hva det teller"))
    page = office.Page("Tall", columns, tuple(("Tall", at, "Det som telles") for at in range(changes)))
    book = office.Workbook(made.title, made.author, made.as_of, (page,))
    return {
        "pdf": lambda: pdf.render_pdf(made, "nb").pdf,
        "docx": lambda: office.render_word(made, "nb"),
        "pptx": lambda: office.render_slides(made, "nb"),
        "xlsx": lambda: office.render_sheet(book),
    }


def pictures(folder: Path) -> None:
    """Word and slides through LibreOffice to PNG."""
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        print("no LibreOffice or pdftoppm here: no pages")
        return
    for ending in ("docx", "pptx"):
        into = folder / ending
        source = folder / f"report.{ending}"
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", into, source], check=True)
        subprocess.run(["pdftoppm", "-r", "80", "-png", into / "report.pdf", into / "page"], check=True)
        print(f"{len(list(into.glob('*.png')))} pages of {ending} in {into}")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--changes", type=int, default=90)
    asked.add_argument("--pages", type=Path)
    given = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    slowest = 0.0
    for ending, write in writers(given.changes).items():
        start, worked = time.perf_counter(), time.process_time()
        content = write()
        took, worked = time.perf_counter() - start, time.process_time() - worked
        slowest = max(slowest, worked)
        print(f"{ending}: {worked:.2f} s on the processor, {took:.2f} s in all, {len(content) // 1000} kB")
        if given.pages:
            given.pages.mkdir(parents=True, exist_ok=True)
            (given.pages / f"report.{ending}").write_bytes(content)
    if given.pages:
        pictures(given.pages)
    print(f"slowest {slowest:.2f} s, goal {GOAL} s")
    return int(slowest > GOAL)


if __name__ == "__main__":
    sys.exit(main())

"""One document with every kind of block, and its files."""

import io
from dataclasses import replace
from datetime import date
from functools import cache
from zipfile import ZipFile

from lxml import etree

from config.core.ui.charts import Step, chain_chart
from config.core.ui.office import render_slides, render_word
from config.core.ui.pdf import (
    Block,
    Bullets,
    Callout,
    ChartData,
    Document,
    Duties,
    Duty,
    Fact,
    Facts,
    Figure,
    Heading,
    Lead,
    Look,
    PageBreak,
    Paragraph,
    Series,
    Stories,
    Story,
    Table,
)
from tests.make.pictures import arms

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
COUNTS = (48, 41, 23, 14, 3, 36)
LINKS = ("Sagt", "Besvart", "Besluttet", "Endret", "Målt", "Fortalt")
CHAIN = ChartData("chain", LINKS, (Series("Innspill", COUNTS),))
LOOK = Look("Nordvik kommune", "#0b4f6c", arms(), "Kommunevåpenet til Nordvik kommune")


def _blocks() -> tuple[Block, ...]:
    chart = chain_chart(
        [Step(name, count, name.lower()) for name, count in zip(LINKS, COUNTS, strict=True)], id_prefix="a"
    )
    story = Story("Skyss", (("Før", "Bussen gikk for tidlig."), ("Etter", "Skyssen går kl. 15.30.")))
    duty = Duty("Medvirkning (hol. § 3-10)", "met", "Dekket", "14 prosjekter")
    several = ChartData("bars", ("A", "B"), (Series("Nå", (1, None)), Series("Før", (2, 3.5))))
    return (
        Lead("I 2026 ble 14 tjenester endret."),
        Heading("Fra sagt til fortalt", notes="Sagt: alt som ble sagt i perioden."),
        Paragraph("Av 48 innspill er 41 besvart."),
        Figure(chart.svg, chart.alt, "Stiplet: kom ikke videre.", data=CHAIN),
        Heading("Tre endringer"),
        Stories((story, story)),
        Heading("Hva det kostet"),
        Facts((Fact("184 000 kr", "Honorar og reise", "satser 2026"), Fact("312 timer", "Tilrettelegger"))),
        Heading("Plikter"),
        Duties("", ("Plikt", "Status", "Vises av"), (duty, replace(duty, state="partly"))),
        Callout(
            "Vi ber om én beslutning",
            "Skal alle ha to?",
            ("Ja", "Svar her: https://a.example.org/x"),
            "Behov",
        ),
        PageBreak(),
        Heading("Vedlegg"),
        Figure(chart.svg, chart.alt),
        Figure(chart.svg, "Stolper", data=several),
        Heading("Alle innspill", 3),
        Table(
            "Innspill",
            ("Innspill", "Dager"),
            tuple((f"Nr. {at}", str(at)) for at in range(9)),
            frozenset({1}),
        ),
        Bullets(("Først", "Så"), is_numbered=True),
        Heading("Slik leses dette"),
        Bullets(("Tallene er låst.", "Små grupper er skjult.")),
        Paragraph("Fingeravtrykk", is_quiet=True),
    )


def document() -> Document:
    return Document(
        "Hva medvirkning førte til",
        "Nordvik kommune",
        date(2026, 12, 31),
        _blocks(),
        "Nordvik · 2026",
        LOOK,
        "Merke: ab",
    )


@cache
def word_file(language: str) -> bytes:
    return render_word(document(), language)


@cache
def slide_file(language: str) -> bytes:
    return render_slides(document(), language)


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def values_of(chart: bytes) -> list[list[float | None]]:
    """The numbers in the markup of a chart, series by series; None where there is none."""
    found = []
    for series in etree.fromstring(chart).iter("{*}ser"):
        kept = series.find("{*}val//{*}numCache")
        count = int(kept.find("{*}ptCount").get("val"))
        points = {int(point.get("idx")): float(point.findtext("{*}v")) for point in kept.findall("{*}pt")}
        found.append([points.get(at) for at in range(count)])
    return found

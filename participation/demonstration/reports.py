"""Reports of the year, one of each kind: some told to those they are for, one corrected, one draft that waits."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils import timezone

from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from participation.demonstration.inside import MANAGED
from participation.reports import rhythms
from participation.reports import services as reports
from participation.reports.kinds import of_project
from participation.reports.models import Report
from participation.reports.period import Period, twelve_months
from participation.support.models import Ask
from projects.planning.models import Project

Kind = Report.Kind
WORDS: dict[str, dict[str, str]] = {
    Kind.YEARLY: {
        "opening": "Vi ville vite om det nytter å spørre. Av {said} innspill har {answered} fått svar.",
        "aim": "Året gjaldt hjemmetjenesten, sykehjemmet og legevakta. Fastlegene var ikke med.",
        "conditions": "Det hjalp at møtene lå fast i kalenderen. Det tok tid at mange svar måtte vente på ledermøtet.",
        "reflection": "Vi spør tidligere nå. Når vi spør etter at planen er skrevet, får vi bare rettet på ordene.",
        "next": "Fastlegene og psykisk helse står først for tur neste år.",
    },
    Kind.PROJECT: {
        "aim": "Prosjektet skulle gjøre hverdagen tryggere for dem som bor hjemme.",
        "negative": "To møter ble flyttet på kort varsel, og da kom ikke alle.",
        "conditions": "En leder som selv var på møtene, gjorde at svarene kom fort.",
        "reflection": "Be om råd før skjemaet er laget, ikke etter.",
        "next": "Rutinen brukes videre. Vi spør igjen om et halvt år.",
    },
    Kind.PLAIN: {
        "next": "Vi fortsetter til neste sommer. Har du noe på hjertet, så ring tilretteleggeren.",
        "thanks": "Takk for at du har delt av det du vet. Det har gjort tjenestene bedre for dem som kommer etter deg.",
    },
    Kind.DUTIES: {
        "opening": "Kommunen har en fast ordning for å høre brukere og pårørende når tjenester utformes."
    },
}


def plan(year: Year) -> None:
    """Last year's is made in the middle of January, or on the last day when that has not come."""
    last_year = Period(date(year.today.year - 1, 1, 1), date(year.today.year - 1, 12, 31))
    january = (date(year.today.year, 1, 15) - year.today).days
    more = apart("reports")
    year.plan(year.moment(min(january, -2), 10), partial(_last_year, year, last_year))
    year.plan(year.moment(-190, 11), more(partial(_asking, year, None, Kind.SENIOR)), quietly=True)
    year.plan(year.moment(-20, 11), more(partial(_closed, year)), quietly=True)
    for kind in (Kind.PLAIN, Kind.BLOCK, Kind.DUTIES):
        year.plan(year.moment(-3, 12), more(partial(_of_twelve_months, year, kind)), quietly=True)
    year.plan(year.moment(-300, 12), more(partial(_recur, year)), quietly=True)
    year.plan(year.moment(-1, 17), partial(_this_year, year))
    year.plan(year.moment(-1, 18), more(partial(_corrected_and_drafted, year)), quietly=True)
    # Telling came to the story later than the reports.
    telling = apart("reports told")
    for day in (min(january, -2), -190, -20, -3, -1):
        year.plan(year.moment(day, 19), telling(partial(_tell, year)), quietly=True)


def _make(year: Year, kind: str, period: Period, at: datetime, **place: Any) -> Report:
    """Drafted, given its words and frozen."""
    made = reports.draft(
        municipality=year.municipality, kind=kind, period=period, by=year.facilitator, at=at, **place
    )
    if kind in WORDS:
        reports.write(report=made, texts=WORDS[kind], by=year.facilitator, at=at)
    return reports.freeze(report=made, by=year.facilitator, at=at)


def _tell(year: Year, at: datetime) -> None:
    """Those whom the reports of the day are for."""
    for report in Report.objects.of(year.municipality).frozen().filter(shared_at=None).order_by("id"):
        reports.share(report=report, by=year.facilitator, at=at)


def _last_year(year: Year, period: Period, at: datetime) -> None:
    _make(year, Kind.YEARLY, period, at)


def _of_twelve_months(year: Year, kind: str, at: datetime) -> None:
    _make(year, kind, twelve_months(timezone.localdate(at)), at)


def _closed(year: Year, at: datetime) -> None:
    """The close-out of the first project that has ended, or of the one that has gone on longest."""
    rows = Project.objects.of(year.municipality).filter(state__in=["closed", "running"])
    project = rows.order_by("state", "created_at", "id").first()
    if project is not None:
        _make(year, Kind.PROJECT, of_project(project, today=timezone.localdate(at)), at, project=project)


def _asking(year: Year, unit: Any, kind: str, at: datetime) -> None:
    """With the one thing that is asked, and waits for an answer."""
    asks = Ask.objects.of(year.municipality).open().order_by("-created_at", "-id")
    ask = asks.filter(unit=unit).first()
    _make(year, kind, twelve_months(timezone.localdate(at)), at, unit=unit, ask=ask)


def _this_year(year: Year, at: datetime) -> None:
    """The municipality's own last, so that it stands first for its management."""
    _asking(year, year.units[MANAGED], Kind.UNIT, at)
    _asking(year, None, Kind.SENIOR, at)


def _recur(year: Year, at: datetime) -> None:
    place: dict[str, Any] = {"municipality": year.municipality, "by": year.facilitator, "at": at}
    rhythms.add(kind=Kind.YEARLY, every="year", day=12, **place)
    rhythms.add(kind=Kind.SENIOR, every="tertial", day=8, **place)
    rhythms.add(kind=Kind.BLOCK, every="budget", month=8, day=15, **place)


def _corrected_and_drafted(year: Year, at: datetime) -> None:
    """One that had to be put right, and one that is still being written."""
    duties = Report.objects.of(year.municipality).frozen().get(kind=Kind.DUTIES)
    said = "Ett møte på sykehjemmet var ført på feil dag."
    second = reports.correct(report=duties, correction=said, by=year.facilitator, at=at)
    reports.freeze(report=second, by=year.facilitator, at=at)
    today = timezone.localdate(at)
    reports.draft(
        municipality=year.municipality,
        kind=Kind.SENIOR,
        period=twelve_months(today),
        by=year.facilitator,
        at=at,
    )

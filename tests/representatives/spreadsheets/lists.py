"""A small list as a municipality keeps it, and the way from its file into the registry."""

from datetime import datetime
from typing import Any

from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from representatives.spreadsheets import services
from representatives.spreadsheets.decisions import Decisions
from representatives.spreadsheets.models import ImportDraft
from tests.cast import AT
from tests.representatives.spreadsheets.books import text

HEADINGS = (
    "Navn",
    "Telefon",
    "E-post",
    "Samtykke",
    "Erfaring",
    "Kan bidra med",
    "Merknad",
    "Aktiv",
    "Opplæring",
    "Fødselsnummer",
    "Kontonummer",
    "Diagnose",
)
# What must not be anywhere afterwards: refused columns, and words of people who have not consented.
CANARIES = ("01017000000", "1234 56 78903", "G30.9 canary", "rusavhengighet-canary", "gråmåke-canary")
NO_DECISIONS = Decisions({}, {})


def _row(name: str, phone: str = "", email: str = "", **more: str) -> tuple[str, ...]:
    cells = {"Navn": name, "Telefon": phone, "E-post": email} | more
    return tuple(cells.get(heading, "") for heading in HEADINGS)


LIST = text(
    [
        HEADINGS,
        _row(
            "Alma Ask",
            "40612001",
            "alma@example.org",
            Samtykke="01.02.2025",
            Erfaring="demens",
            Merknad="Ring først",
        ),
        _row(
            "Berit Berg",
            "40612002",
            Erfaring="rusavhengighet-canary",
            Merknad="gråmåke-canary",
            Fødselsnummer="01017000000",
            Kontonummer="1234 56 78903",
            Diagnose="G30.9 canary",
        ),
        _row(
            "Cato Dahl",
            "40612003",
            Samtykke="03.02.2025",
            Aktiv="nei",
            Erfaring="kreft",
            Merknad="gråmåke-canary",
        ),
        _row("Dina Ask", "40612001", Samtykke="01.02.2025", Erfaring="trollfeber", Opplæring="2024"),
    ]
)


def take_in(draft: ImportDraft, by: Any, decided: Decisions = NO_DECISIONS, at: datetime = AT) -> Job:
    """Confirms the draft and does the job."""
    job = services.confirm(draft=draft, decisions=decided, by=by, at=at)
    jobs.run(job.pk, at=at)
    job.refresh_from_db()
    return job

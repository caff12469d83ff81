"""What somebody in Nordvik wishes were better, and requests on their way: one filed by a professional, one copied."""

from datetime import datetime
from functools import partial
from typing import Any

from participation.demonstration.course import Year
from projects.proposals import services as proposals
from projects.requests import services as requests
from projects.requests.models import RequestTerm
from projects.requests.services import Wanted
from projects.writing import copying
from projects.writing import services as writing
from representatives.catalogue.models import Term
from representatives.registry.models import Representative

# At the very end, so that nothing that is told elsewhere is moved by it.
LAST = -1
OWN: dict[str, Any] = {
    "trouble": "Brevene med timer kommer på nett, og mange får dem ikke åpnet.",
    "for_whom": "De som ikke bruker BankID, og de som hjelper dem.",
    "better": "At man kan velge brev i posten, og at noen ringer dagen før.",
    "title": "Timebrev som kommer fram",
}
FAGLIG: dict[str, Any] = {
    "trouble": "Pårørende ringer flere ganger for å få vite hvem som kommer i dag.",
    "for_whom": "Pårørende til dem som har hjemmetjeneste hver dag.",
    "better": "At dagens plan ligger i permen hjemme, og at vi ringer når den endres.",
    "title": "Hvem kommer i dag?",
}
ASKED = "Fint forslag! Gjelder det alle, eller mest dem med mange besøk? Skriv gjerne et par ord til."
# Of the project that Jonas leads in every scale of the year.
LED = "trygg-medisin"
FILED: dict[str, Any] = {
    "title": "To pårørende som hjelper noen med medisinene",
    "task": "Prøve den nye medisinlista hjemme og si hva som er uklart.",
    "influence": "Hvordan lista ser ut, og hvem som forklarer den.",
    "seats": 2,
}


def plan(year: Year) -> None:
    """Two proposals, a request to be sharpened, and a draft that was copied."""
    year.plan(year.moment(LAST, 15), partial(_propose, year))
    year.plan(year.moment(LAST, 15, 20), partial(_file, year))
    year.plan(year.moment(LAST, 15, 40), partial(_copy, year))


def _propose(year: Year, at: datetime) -> None:
    person = Representative.objects.select_related("user").get(pk=year.own.pk)
    said: dict[str, Any] = {"municipality": year.municipality, "at": at}
    unit = year.units["Fastlegene i Nordvik"]
    proposals.propose(representative=person, by=person.user, unit=unit, **said, **OWN)
    home = year.units["Hjemmetjenesten sentrum"]
    made = proposals.propose(by=year.users["jonas"], unit=home, **said, **FAGLIG)
    proposals.sharpen(proposal=made, reason=ASKED, by=year.facilitator, at=at)


def _file(year: Year, at: datetime) -> None:
    by = year.users["jonas"]
    term = Term.objects.get(municipality=None, key="home-care")
    filed = requests.create_request(
        project=year.projects[LED],
        terms=[Wanted(term, RequestTerm.Importance.MUST, relation="next_of_kin")],
        by=by,
        at=at,
        **FILED,
    )
    text = "Jeg er usikker på om to møter er nok."
    writing.add_note(request=filed, text=text, hand_over=True, by=by, at=at)


def _copy(year: Year, at: datetime) -> None:
    project = year.projects[LED]
    earlier = project.requests.select_related("role", "must_language").filter(filed_by=None).order_by("id")[0]
    copying.copy_request(request=earlier, project=project, by=year.facilitator, at=at)

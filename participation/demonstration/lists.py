"""A list that the volunteer centre keeps, taken in on the last day: it says where some people belong."""

import csv
import io

from participation.demonstration.course import Year
from representatives.registry.models import Representative
from representatives.spreadsheets import remembering, services, storing
from representatives.spreadsheets.corrected import corrections
from representatives.spreadsheets.decisions import certain
from representatives.spreadsheets.services import Layout

FILE_NAME = "Frivilligsentralen.csv"
BELONGS_TO = "Frivilligsentralen"
PEOPLE = 4
HEADINGS = ("Navn", "Telefon", "Samtykke", "Hører til", "Nøkkelbrikke")
# Marte said once what the fourth column means, and that the last is to be left out.
COLUMNS = {0: "name", 1: "phone", 2: "consent_on", 3: "organisation", 4: None}


def take_in(year: Year) -> None:
    """Takes the list in as the page does, at the last moment, so that nothing has been built on it yet."""
    at = year.end
    plan = services.plan(
        data=_list(year),
        file_name=FILE_NAME,
        municipality=year.municipality,
        today=year.today,
        layout=Layout(columns=COLUMNS),
    )
    remembering.learn(columns=corrections(plan.layout.columns), municipality=year.municipality, at=at)
    storing.take_in(
        people=certain(plan),
        file_name=FILE_NAME,
        municipality=year.municipality,
        by=year.facilitator,
        at=at,
    )


def _list(year: Year) -> bytes:
    """A few people who are here, and of whom nobody has written down where they belong."""
    active = Representative.objects.of(year.municipality).active().filter(organisation="")
    people = [person for person in active.order_by("id") if person.phone][:PEOPLE]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADINGS)
    for number, person in enumerate(people, start=1):
        writer.writerow((person.name, person.phone, year.day(-40).isoformat(), BELONGS_TO, f"N{number}"))
    return out.getvalue().encode()

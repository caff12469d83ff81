"""The list of the last day: known people get where they belong, nobody new comes in, and it can be undone."""

from random import Random

from django.utils import timezone

from participation.demonstration import lists
from participation.demonstration.course import SMALL, Year
from participation.demonstration.post import Post
from representatives.catalogue import services as catalogue
from representatives.registry.models import Representative
from representatives.spreadsheets import undoing
from representatives.spreadsheets.models import ColumnChoice, ImportRun
from tests.cast import AT
from tests.make.people import make_representative


def test_the_list_tells_where_people_belong(municipality, alice):
    catalogue.load_starter_catalogue()
    for number, name in enumerate(("Alma Ask", "Berit Berg", "Cato Dahl")):
        make_representative(municipality, name, phone=f"+474061200{number}", email="")
    year = Year(today=timezone.localdate(AT), random=Random(1), scale=SMALL, post=Post())  # noqa: S311  # a fiction
    year.municipality, year.facilitator = municipality, alice
    lists.take_in(year)

    run = ImportRun.objects.get()
    assert (run.new, run.updated, run.done_by) == (0, 3, alice)
    assert set(Representative.objects.values_list("organisation", flat=True)) == {lists.BELONGS_TO}
    assert dict(ColumnChoice.objects.values_list("heading", "field")) == {"hører til": "organisation"}
    assert undoing.preview(run=run, at=year.end).restored == 3

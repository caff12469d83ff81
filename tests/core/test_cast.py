"""The cast is who it says it is, and the helpers fail where they should."""

import pytest
from django.template import Context, Engine
from django.template.base import Origin, Template

from config.core.access import scope
from config.core.organisations.models import Role, Unit
from tests.helpers.rows import assert_constant_queries
from tests.helpers.undefined import UndefinedVariable


def test_alice_reaches_a_and_not_b(alice, municipality, other_municipality):
    reach = scope.of(alice)

    assert reach.roles_in(municipality.pk) == {Role.FACILITATOR}
    assert reach.roles_in(other_municipality.pk) == set()


def test_alice_signs_in_on_pages_and_api(alice, charlie, client_of, api_of):
    front_door = client_of(alice).get("/")
    answer = api_of(alice).get("/api/v1/municipalities/")

    assert front_door.url == "/granvik/"
    assert [row["slug"] for row in answer.json()["results"]] == ["granvik"]


def test_rows_without_an_order_are_shuffled(municipality):
    for number in range(12):
        Unit.objects.create(municipality=municipality, name=f"Unit {number:02}")
    orders = {tuple(unit.pk for unit in Unit.objects.order_by()) for _ in range(4)}

    assert len(orders) > 1
    assert len({tuple(unit.pk for unit in Unit.objects.order_by("id")) for _ in range(4)}) == 1


def test_queries_that_grow_with_the_rows_are_noticed(municipality):
    def make(count):
        for _ in range(count):
            Unit.objects.create(municipality=municipality, name=f"Unit {Unit.objects.count()}")

    with pytest.raises(AssertionError, match="for three"):
        assert_constant_queries(
            make, lambda: [unit.municipality.name for unit in Unit.objects.order_by("id")]
        )


def test_an_undefined_variable_in_our_template_fails(settings):
    engine = Engine.get_default()
    ours = Origin(str(settings.BASE_DIR / "templates/x.html"))
    template = Template("{{ nobody }}", origin=ours, engine=engine)

    with pytest.raises(UndefinedVariable, match="nobody"):
        template.render(Context())
    assert Template("{{ nobody }}", origin=Origin("packaged.html"), engine=engine).render(Context()) == ""

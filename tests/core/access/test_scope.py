"""How far a person reaches: roles, municipalities, units and the units below them."""

from django.contrib.auth.models import AnonymousUser

from config.core.access import scope
from config.core.access.permissions import ROLE_PERMISSIONS, Permission
from config.core.accounts.services import end_role, give_role
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Membership, Role, Unit
from tests.cast import AT


def test_every_role_has_its_table():
    assert ROLE_PERMISSIONS.keys() == set(Role)


def test_only_the_facilitator_sees_the_registry():
    assert [role for role in Role if Permission.REGISTRY_READ in ROLE_PERMISSIONS[role]] == [Role.FACILITATOR]


def test_a_unit_manager_reaches_the_unit_and_the_units_below(uma, unit, municipality):
    below = Unit.objects.create(municipality=municipality, name="Hjemmetjenesten nord", parent=unit)
    lowest = Unit.objects.create(municipality=municipality, name="Hjemmetjenesten nord, natt", parent=below)
    Unit.objects.create(municipality=municipality, name="Legevakten")
    reach = scope.of(uma)

    assert reach.units(Permission.PROJECTS_READ) == {unit.pk, below.pk, lowest.pk}
    assert reach.whole(Permission.PROJECTS_READ) == set()
    assert reach.municipalities(Permission.REGISTRY_READ) == set()


def test_a_facilitator_reaches_the_whole_municipality(alice, municipality):
    reach = scope.of(alice)

    assert reach.whole(Permission.REGISTRY_READ) == {municipality.pk}
    assert reach.units(Permission.REGISTRY_READ) == set()


def test_one_person_with_two_roles_has_the_permissions_of_both(alice, municipality):
    before = scope.of(alice).permissions_in(municipality.pk)
    give_role(municipality=municipality, email=alice.email, role=Role.ADMINISTRATOR, by=None, at=AT)
    scope.forget(alice)

    assert Permission.MEMBERS_MANAGE not in before
    assert scope.of(alice).permissions_in(municipality.pk) == set(Permission) - {
        Permission.SUPPORT_ANSWER,
        Permission.ENGAGEMENT_OWN,
        Permission.MY_PAGE,
    }


def test_a_role_that_has_ended_reaches_nothing_from_the_next_request(alice, adam, municipality, client_of):
    client = client_of(alice)
    membership = Membership.objects.get(user=alice)
    end_role(membership=membership, by=adam, at=AT)

    assert client.get("/granvik/outbox/").status_code == 404
    assert AuditEvent.objects.about(membership).first().kind == "membership.ended"


def test_nobody_reaches_anything_signed_out_or_switched_off(alice):
    alice.is_active = False

    assert scope.of(alice).grants == ()
    assert scope.of(AnonymousUser()).grants == ()


def test_units_of_b_are_not_seen_from_a(alice, unit, other_municipality):
    foreign = Unit.objects.create(municipality=other_municipality, name="Legevakten")

    assert set(Unit.objects.visible_to(alice)) == {unit}
    assert foreign not in Unit.objects.visible_to(alice)

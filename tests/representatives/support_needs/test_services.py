"""Keeping needs: sealed, for a purpose, and gone when they are dropped."""

import pytest
from django.db import connection

from config.core.audit.models import AuditEvent
from representatives.registry import services as registry
from representatives.support_needs import services
from representatives.support_needs.models import SupportNeed
from tests.cast import AT
from tests.make.people import make_representative


@pytest.fixture
def paula(municipality):
    return make_representative(municipality)


def _keep(person, **given):
    wanted = {"kind": "hearing", "purpose": "meetings", "text": "Teleslynge"} | given
    return services.keep(representative=person, by=None, at=AT, **wanted)


def test_a_need_is_kept_sealed_and_the_trail_holds_no_word_of_it(paula):
    _keep(paula)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM representatives_supportneed")
        (stored,) = cursor.fetchone()

    assert SupportNeed.objects.get().text == "Teleslynge"
    assert "Teleslynge" not in stored
    line = AuditEvent.objects.get(kind="support_need.kept")
    assert (line.subject_id, line.fields) == (paula.public_id, ["purpose", "text"])
    assert "hearing" not in str(list(AuditEvent.objects.values()))


def test_a_second_time_changes_the_words_and_the_purpose(paula):
    first = _keep(paula)
    second = _keep(paula, text="Plass foran", purpose="both")

    assert (first.pk, SupportNeed.objects.get().text) == (second.pk, "Plass foran")


def test_needs_are_for_one_purpose_or_for_both(paula):
    _keep(paula)
    _keep(paula, kind="sight", purpose="letters")
    _keep(paula, kind="pauses", purpose="both")

    kinds = {p: {need.kind for need in SupportNeed.objects.all().serving(p)} for p in ("meetings", "letters")}
    assert kinds == {"meetings": {"hearing", "pauses"}, "letters": {"sight", "pauses"}}


@pytest.mark.parametrize("given", [{"kind": "diagnosis"}, {"purpose": "matching"}, {"text": "x" * 301}])
def test_other_kinds_other_purposes_and_long_stories_are_refused(paula, given):
    with pytest.raises(services.CannotNeed):
        _keep(paula, **given)
    assert not SupportNeed.objects.exists()


def test_a_need_is_dropped_at_once_and_leaves_a_line(paula):
    services.drop(need=_keep(paula), by=None, at=AT)

    assert not SupportNeed.objects.exists()
    assert AuditEvent.objects.filter(kind="support_need.dropped", subject_id=paula.public_id).exists()


def test_a_person_who_leaves_takes_the_needs_along(paula):
    _keep(paula)
    registry.move(representative=paula, to="left", by=None, at=AT)

    assert not SupportNeed.objects.exists()
    with pytest.raises(services.CannotNeed):
        _keep(paula)


def test_seeing_the_person_is_not_enough_to_see_the_needs(paula, alice, bob, pia, adam, charlie, monkeypatch):
    from config.core.access import permissions, scope

    _keep(paula)
    assert SupportNeed.objects.visible_to(alice).count() == 1
    assert [SupportNeed.objects.visible_to(one).count() for one in (bob, pia, adam, charlie)] == [0, 0, 0, 0]

    role = permissions.Role.FACILITATOR
    without = permissions.ROLE_PERMISSIONS[role] - {permissions.Permission.SUPPORT_NEEDS_READ}
    monkeypatch.setitem(permissions.ROLE_PERMISSIONS, role, without)
    scope.forget(alice)
    assert type(paula).objects.visible_to(alice).count() == 1
    assert SupportNeed.objects.visible_to(alice).count() == 0

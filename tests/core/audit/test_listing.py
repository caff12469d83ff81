"""A look at a list of people is a look: it stands in the access log among the others, and not among the changes."""

import pytest

from config.core.audit import services as audit
from config.core.audit.models import AuditEvent
from representatives.registry.models import Representative
from tests.cast import AT
from tests.make.people import make_representative


@pytest.fixture
def looked(alice, municipality):
    person = make_representative(municipality)
    audit.record_read(person, by=alice, at=AT, purpose="registry", fields=["profile"])
    audit.record_listing(
        Representative, municipality=municipality, by=alice, at=AT, purpose="registry", fields=["name"]
    )


def test_looks_and_changes_are_told_apart(looked):
    reads = set(AuditEvent.objects.reads().values_list("kind", flat=True))

    assert reads == {"representative.read", "representative.listed"}
    assert not reads & set(AuditEvent.objects.changes().values_list("kind", flat=True))
    assert (
        AuditEvent.objects.reads().count() + AuditEvent.objects.changes().count()
        == AuditEvent.objects.count()
    )


def test_the_access_log_shows_a_list_that_was_opened(looked, adam, client_of):
    page = client_of(adam).get("/granvik/access-log/?kind=read")

    assert [event.kind for event, _name in page.context["rows"]] == [
        "representative.listed",
        "representative.read",
    ]

"""The certificate: what it says, in whose language, and what it never says."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from config.core.ui.pdf import Bullets, Lead, Paragraph
from participation.assignments import agreeing, certificate, services
from participation.assignments.models import Assignment
from tests.cast import AT
from tests.make.chain import make_assignment, make_attendance, make_meeting
from tests.make.invitations import make_wanted
from tests.make.people import make_representative


@pytest.fixture
def seat(municipality) -> Assignment:
    wanted = make_wanted(municipality, pay="600 kroner")
    return make_assignment(wanted, make_representative(municipality), terms="Drosje")


def _said(seat) -> str:
    with override("en"):
        blocks = certificate.document(seat, as_of=seat.started_on).blocks
    texts = [one.text for one in blocks if isinstance(one, Lead | Paragraph)]
    return "\n".join([*texts, *(item for one in blocks if isinstance(one, Bullets) for item in one.items)])


def test_it_names_the_person_the_project_and_the_time(seat):
    said = _said(seat)

    assert "Paula Prøve has been a patient representative in Granvik" in said
    assert seat.request.project.title in said
    assert "still taking part" in said
    assert "meeting" not in said


def test_it_counts_meetings_and_hours_and_leaves_out_those_not_attended(seat):
    for number in range(2):
        meeting = make_meeting(seat.request.project, title=f"Møte {number}")
        make_attendance(meeting, seat, hours=Decimal("1.5"))
    make_attendance(make_meeting(seat.request.project, title="Borte"), seat, was_present=False)

    assert "Took part in 2 meetings, 3 hours with preparation." in _said(seat)


def test_what_the_part_became_stands_before_what_was_agreed(seat):
    agreeing.say(assignment=seat, words={"execution": {"agreed": "advisor"}}, by=None, at=AT)
    assert "Execution: Advisor" in _said(seat)
    agreeing.say(assignment=seat, words={"execution": {"actual": "partner"}}, by=None, at=AT)

    assert "Execution: Partner" in _said(seat)
    assert "Advisor" not in _said(seat)


def test_it_says_nothing_of_pay_terms_or_why_it_ended(seat):
    services.end(assignment=seat, by=None, at=AT, reason="Ble verre")
    said = _said(Assignment.objects.get(pk=seat.pk))

    assert not [word for word in ("600", "Drosje", "verre") if word in said]
    assert " to " in said


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_file_is_a_pdf_in_the_persons_language(seat, language):
    seat.representative.language = language

    assert certificate.as_pdf(seat, as_of=seat.started_on).startswith(b"%PDF")

"""Interest goes a year after the answer, and what was never answered a year later; letters' rows a year after them."""

from datetime import timedelta

from projects import keeping
from projects.calls import collecting, deciding, services
from projects.calls.models import Interest, Notice
from tests.cast import AT
from tests.make.calls import make_call, make_interest, make_listener
from tests.projects.wanted import make_fitting, make_open_request

DAY, YEAR = timedelta(days=1), timedelta(days=365)


def test_interest_is_deleted_a_year_after_its_answer(municipality):
    call = make_call(make_open_request(municipality))
    interest = make_interest(call, make_fitting(municipality))
    services.close(call=call, by=None, at=AT)
    deciding.mark_read(interest=interest, by=None, at=AT)
    deciding.decide(interest=interest, answer="not_now", by=None, at=AT)

    assert keeping.old_interest(AT + YEAR - DAY) == 0
    assert keeping.old_interest(AT + YEAR + DAY) == 1
    assert keeping.old_interest(AT + YEAR + DAY) == 0
    assert not Interest.objects.exists()


def test_what_was_never_answered_goes_after_two_years_and_what_was_taken_back_after_one(municipality):
    call = make_call(make_open_request(municipality))
    make_interest(call, make_fitting(municipality, "Anne Aas"))
    back = make_interest(call, make_fitting(municipality, "Bo Bakk"))
    collecting.take_back(interest=back, by=None, at=AT)

    assert keeping.old_interest(AT + YEAR + DAY) == 1
    assert keeping.old_interest(AT + 2 * YEAR + DAY) == 1


def test_who_was_told_is_forgotten_a_year_after_the_letter(municipality):
    make_listener(municipality)
    make_call(make_open_request(municipality))

    assert keeping.old_notices(AT + YEAR - DAY) == 0
    assert keeping.old_notices(AT + YEAR + 2 * DAY) == 1
    assert not Notice.objects.exists()

"""The database refuses a person who is gone and still tells of somebody."""

from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative


def _change(row, **fields):
    return lambda: type(row).objects.filter(pk=row.pk).update(**fields)


def test_whoever_is_merged_into_another_has_left(municipality):
    one, other = make_representative(municipality, "Anne Ås"), make_representative(municipality, "Berit By")

    assert_refused(_change(one, merged_into=other), "representative_merged_has_left")


def test_an_erased_person_is_blank_also_where_names_are_searched(municipality):
    person = make_representative(municipality, "Anne Ås", email="")
    blank = {"state": "left", "given_name": "", "family_name": "", "erased_at": AT}

    assert_refused(_change(person, **blank), "representative_erased_is_blank")
    _change(person, **blank, search_text="")()

"""Own words are filled in from a closed list, and never read as a template or a format string."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from config.core.letters.placeholders import COMMON, UnknownPlaceholder, check, fill, used

VALUES = {
    "name": "Paula",
    "municipality": "Granvik",
    "sender": "Alice",
    "phone": "406 12 000",
    "email": "a@b.no",
}


def test_placeholders_are_filled_in_whatever_language_they_are_written_in():
    assert (
        fill("Hei {navn} og {namn}, {name}! {Telefon}.", VALUES) == "Hei Paula og Paula, Paula! 406 12 000."
    )


def test_what_is_filled_in_is_not_read_again_and_stays_on_one_line():
    values = VALUES | {"name": "{phone}\r\nBcc: x@example.org"}

    assert fill("Hei {navn}", values) == "Hei {phone} Bcc: x@example.org"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Hei {fornavn}", "{fornavn}"),
        ("{{ settings.SECRET_KEY }}", "{ settings.SECRET_KEY }"),
        ("{% load static %}", "{% load static %}"),
        ("{0.__class__.__mro__}", "{0.__class__.__mro__}"),
        ("{name!r:>99}", "{name!r:>99}"),
        ("{svarfrist}", "{svarfrist}"),
        ("{\n}", "{\n}"),
    ],
)
def test_an_unknown_placeholder_is_named_with_those_that_there_are(text, wrong):
    with translation.override("nb"), pytest.raises(UnknownPlaceholder) as refusal:
        fill(text, VALUES)

    assert f"Dette brevet har ikke {wrong}." in str(refusal.value)
    assert "{navn}, {kommune}, {avsender}, {telefon}, {epost}" in str(refusal.value)


@pytest.mark.parametrize("text", ["Hei {navn", "Hei navn}", "}{"])
def test_a_brace_alone_is_refused(text):
    with translation.override("nb"), pytest.raises(UnknownPlaceholder, match="klammeparentes"):
        check(text, COMMON)


def test_a_letter_with_a_date_may_use_it():
    check("Svar innen {svarfrist}", (*COMMON, "reply_by"))

    assert used("Svar innen {svarfrist}, {navn}, {ukjent}") == {"reply_by", "name"}


@given(st.text(max_size=60))
def test_no_text_gets_anything_but_the_values(text):
    try:
        filled = fill(text, VALUES)
    except UnknownPlaceholder:
        return
    for value in VALUES.values():
        filled = filled.replace(value, "")
    assert "{" not in filled
    assert "}" not in filled

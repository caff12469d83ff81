"""Own words: versions, undo, refusals, and the sender of every envelope."""

from datetime import timedelta

import pytest
from django.utils import translation

from config.core.audit.models import AuditEvent
from config.core.letters import services
from config.core.letters.models import LetterText
from config.core.letters.queries import in_force, own_words
from config.core.outbox.envelope import sender
from tests.cast import AT
from tests.helpers.constraints import assert_refused

KIND = "invitation.asked"
EMPTY = {"opening": "", "closing": "", "signature": ""}


def _write(municipality, by=None, **fields):
    given = EMPTY | {"kind": KIND, "language": "nb"} | fields
    return services.write(municipality=municipality, by=by, at=AT, **given)


def _own(municipality, **more):
    facts = {"unit": "Hjemmetjenesten", "reply_by": "12. mars 2026"} | more
    return own_words(kind=KIND, municipality=municipality, language="nb", name="Paula", **facts)


def test_the_words_in_force_stand_in_the_letter(municipality, alice):
    _write(municipality, alice, opening="Hei {navn}, {enhet} spør.", signature="Hilsen {avsender}")

    own = _own(municipality)

    assert own.opening == "Hei Paula, Hjemmetjenesten spør."
    assert own.closing == ""
    assert own.signed("Granvik") == "Hilsen Tilretteleggeren i Granvik"
    line = AuditEvent.objects.get(kind="letter_text.written")
    assert (line.actor_id, line.fields) == (alice.public_id, ["closing", "opening", "signature"])


def test_another_language_and_another_municipality_keep_the_products_words(municipality, other_municipality):
    _write(municipality, opening="Bare her")

    assert own_words(kind=KIND, municipality=municipality, language="nn", name="x").opening == ""
    assert own_words(kind=KIND, municipality=other_municipality, language="nb", name="x").opening == ""


def test_every_version_is_kept_and_an_earlier_one_can_be_taken_back(municipality, alice):
    first = _write(municipality, opening="Første")
    _write(municipality, opening="Andre")

    again = services.restore(text=first, by=alice, at=AT + timedelta(days=1))

    assert (again.number, again.restored, again.opening) == (3, 1, "Første")
    assert list(in_force(municipality).values()) == [again]
    assert LetterText.objects.count() == 3


def test_the_same_words_again_change_nothing(municipality):
    first = _write(municipality, opening="Hei\r\nder ")

    assert _write(municipality, opening="Hei\nder") == first
    assert LetterText.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "part", "sentence"),
    [
        ({"opening": "{fornavn}"}, "opening", "Dette brevet har ikke {fornavn}."),
        ({"closing": "x" * 1001}, "closing", "Skriv høyst 1000 tegn."),
        ({"signature": "a\x00b"}, "signature", "Det er et tegn i teksten som ikke kan skrives ut."),
        ({"kind": "ask.made"}, "", "Dette brevet har ikke plass til egne ord."),
        ({"language": "se"}, "", "Dette brevet har ikke plass til egne ord."),
        ({"opening": "Ring {telefon}"}, "", "Skriv inn et telefonnummer"),
        ({"opening": "Skriv til {epost}"}, "", "Skriv inn en e-postadresse"),
    ],
)
def test_words_that_could_not_leave_are_not_kept(municipality, fields, part, sentence):
    with translation.override("nb"), pytest.raises(services.CannotWrite) as refusal:
        _write(municipality, **fields)

    assert sentence in str(refusal.value)
    assert refusal.value.part == part
    assert not LetterText.objects.exists()
    assert not AuditEvent.objects.filter(kind="letter_text.written").exists()


def test_a_number_that_a_letter_uses_is_not_taken_away(municipality, alice):
    services.set_sender(municipality=municipality, name="", email="", phone="+4740612000", by=alice, at=AT)
    municipality.refresh_from_db()
    _write(municipality, opening="Ring {telefon}")

    with translation.override("nb"), pytest.raises(services.CannotWrite, match="Brevene deres bruker dette"):
        services.set_sender(municipality=municipality, name="", email="", phone="", by=alice, at=AT)

    municipality.refresh_from_db()
    assert municipality.facilitator_phone == "+4740612000"


def test_the_name_of_the_sender_stands_on_one_line_in_every_envelope(municipality, alice, settings):
    settings.DEFAULT_FROM_EMAIL = "Medvirk <post@example.org>"
    assert sender(municipality) == "Granvik <post@example.org>"

    services.set_sender(
        municipality=municipality, name="Brukermedvirkning, Granvik", email="", phone="", by=alice, at=AT
    )
    municipality.refresh_from_db()

    assert sender(municipality) == '"Brukermedvirkning, Granvik" <post@example.org>'
    line = AuditEvent.objects.get(kind="municipality.sender_changed")
    assert line.fields == ["sender_name"]


@pytest.mark.parametrize("name", ["A\r\nBcc: x@example.org", "A\nB", "A\tB", "A\u2028B"])
def test_a_name_of_several_lines_is_refused_and_could_make_no_header(municipality, alice, name):
    with pytest.raises(services.CannotWrite):
        services.set_sender(municipality=municipality, name=name, email="", phone="", by=alice, at=AT)

    municipality.sender_name = name
    assert len(sender(municipality).splitlines()) == 1


def test_two_versions_never_have_one_number(municipality):
    _write(municipality, opening="Første")

    assert_refused(
        lambda: LetterText.objects.create(
            municipality=municipality, kind=KIND, language="nb", number=1, at=AT
        ),
        "letter_text_one_of_each_number",
    )

"""The new words of a reply: what each mail program quotes is left out, and what a person wrote never is."""

from email import message_from_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.core.outbox.quoting import own_words_in, without_quotation
from tests.helpers.replies import SAMPLES, sample


@pytest.mark.parametrize("name", SAMPLES)
def test_what_was_written_stays_and_what_is_quoted_goes(name):
    assert own_words_in(message_from_bytes(sample(name))) == SAMPLES[name][1]


@pytest.mark.parametrize(
    "text",
    [
        "Fra mandag kan jeg komme.\nTil da har jeg fri.",
        "Han skrev til meg i går: kom!",
        "Jeg har tre spørsmål:\n\n- når\n- hvor\n- hvem",
        "Sendt fra min side er alt i orden, men jeg lurer på om det er heis der, og om bussen går helt fram til døra?",
        "Kl. 10:30 passer.",
    ],
)
def test_words_that_only_look_like_a_quotation_stay(text):
    assert without_quotation(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "> Hei Paula,\n> vil du?",
        "On Mon, 2 Mar 2026 at 11:00, Granvik <medvirk@example.org>\nwrote:\n\nHello Paula,",
        "-----Opprinnelig melding-----\nFra: Granvik\nHei",
        "Frå: Granvik\nSendt: måndag 2. mars 2026 11:00\nTil: Paula\n\nHei",
        "Sent from my iPhone",
    ],
)
def test_a_quotation_alone_is_no_word(text):
    assert without_quotation(text) == ""


@given(raw=st.binary(max_size=600), html=st.text(max_size=300))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_whatever_comes_in_is_text(raw, html):
    page = b"Content-Type: text/html; charset=nonsense\r\n\r\n<p>a<![" + html.encode(errors="replace")
    for one in (raw, page):
        assert isinstance(own_words_in(message_from_bytes(one)), str)

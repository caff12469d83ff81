"""A sealed value opens in its own place and nowhere else, also after the keys have turned."""

import pytest

from config.core.health.startup import new_keyring
from config.core.privacy import crypto


def test_a_sealed_text_opens_again_and_hides_what_it_says():
    sealed = crypto.seal("Snakker helst på telefon æøå", "1|x|note")

    assert crypto.unseal(sealed, "1|x|note") == "Snakker helst på telefon æøå"
    assert "telefon" not in sealed
    assert crypto.seal("Snakker helst på telefon æøå", "1|x|note") != sealed


@pytest.mark.parametrize("other", ["2|x|note", "1|y|note", "1|x|phone", ""])
def test_a_text_that_was_moved_does_not_open(other):
    sealed = crypto.seal("22 22 22 22", "1|x|note")

    with pytest.raises(crypto.CannotOpen, match="another place"):
        crypto.unseal(sealed, other)


def test_a_text_that_was_changed_does_not_open():
    key_id, _separator, body = crypto.seal("22 22 22 22", "1|x|note").partition("$")
    changed = f"{key_id}${body[:20]}{'A' if body[20] != 'A' else 'B'}{body[21:]}"

    with pytest.raises(crypto.CannotOpen):
        crypto.unseal(changed, "1|x|note")


def test_old_texts_open_after_a_new_key_was_put_in_front(settings):
    old = settings.KEYRING
    sealed, index = crypto.seal("Alma", "1|x|name"), crypto.blind_index("Alma", "1|x|name")
    settings.KEYRING = f"{new_keyring().replace('k1:', 'new:')},{old}"

    assert crypto.unseal(sealed, "1|x|name") == "Alma"
    assert crypto.seal("Alma", "1|x|name").startswith("new$")
    assert crypto.blind_index("Alma", "1|x|name") == index


def test_a_text_whose_key_has_left_the_ring_does_not_open(settings):
    sealed = crypto.seal("Alma", "1|x|name")
    settings.KEYRING = new_keyring()

    with pytest.raises(crypto.CannotOpen, match="not in the ring"):
        crypto.unseal(sealed, "1|x|name")


def test_a_short_key_is_refused(settings):
    settings.KEYRING = "k1:c2hvcnQ="

    with pytest.raises(ValueError, match="shorter than 256 bits"):
        crypto.seal("Alma", "1|x|name")


def test_a_blind_index_is_the_same_for_the_same_value_and_place_only():
    index = crypto.blind_index("alma@example.org", "1|x|email")

    assert index == crypto.blind_index("alma@example.org", "1|x|email")
    assert index != crypto.blind_index("alma@example.org", "2|x|email")
    assert index != crypto.blind_index("berit@example.org", "1|x|email")
    assert "alma" not in index
    assert crypto.blind_index("", "1|x|email") == ""

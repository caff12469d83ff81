"""Deciding by the link in the letter: one ask, without sign-in, and looking changes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from config.core.privacy import links
from participation.support import services
from participation.support.models import PURPOSE, Ask, AskLink
from tests.cast import make_user
from tests.helpers.constraints import assert_refused
from tests.helpers.doors import fingerprint
from tests.make.chain import make_unit

DAY = timedelta(days=1)


@pytest.fixture
def ask(municipality, unit, alice, uma):
    today = timezone.localdate()
    return services.ask(
        municipality=municipality,
        unit=unit,
        title="To timer til koordinatoren",
        need="Svarene blir liggende.",
        consequence="Folk slutter.",
        cost_hours=8,
        decide_by=today + 14 * DAY,
        by=alice,
        at=timezone.now(),
    )


def _path(ask, decider):
    return f"/answer/{links.make(PURPOSE, AskLink.objects.get(ask=ask, decider=decider))}/decision/"


def test_the_letter_has_the_readers_own_link_and_a_preview_has_none(ask, uma):
    message = Message.objects.get(kind="ask.made")

    mail = kind_of(message).render(message, True)
    preview = kind_of(message).render(message, False)

    assert _path(ask, uma) in mail.text
    assert _path(ask, uma) not in preview.text and links.DEAD in preview.text


def test_looking_changes_nothing_and_one_press_answers(ask, uma, client):
    address, before = _path(ask, uma), fingerprint()

    for look in (client.get, client.head, client.get):
        assert look(address).status_code == 200
    assert fingerprint() == before
    answer = client.post(address, {"answer": "granted", "reason": "Fra januar."})

    ask.refresh_from_db()
    assert answer.status_code == 303
    assert (ask.state, ask.answer_reason, ask.answered_by) == ("granted", "Fra januar.", uma)
    page = client.get(address).content.decode()
    assert "Fra januar." in page and 'name="answer"' not in page


def test_a_no_needs_a_reason_and_keeps_what_is_written(ask, uma, client):
    answer = client.post(_path(ask, uma), {"answer": "declined", "reason": "", "back_on": "2999-01-01"})

    ask.refresh_from_db()
    assert answer.status_code == 422
    assert ask.state == "asked"
    assert 'value="2999-01-01"' in answer.content.decode()
    assert client.post(_path(ask, uma), {}).status_code == 422


def test_later_has_a_day_and_can_be_decided_before_it(ask, uma, client):
    address, day = _path(ask, uma), timezone.localdate() + 40 * DAY

    client.post(address, {"answer": "later", "back_on": day.isoformat()})
    ask.refresh_from_db()
    assert (ask.state, ask.back_on) == ("later", day)
    assert 'name="answer"' in client.get(address).content.decode()
    client.post(address, {"answer": "granted"})

    ask.refresh_from_db()
    assert (ask.state, ask.back_on) == ("granted", None)


def test_no_other_ask_is_reached_and_wrong_links_are_kind(ask, municipality, unit, alice, uma, client):
    other = services.ask(
        municipality=municipality,
        unit=unit,
        title="Noe annet",
        need="Tid",
        decide_by=timezone.localdate() + DAY,
        by=alice,
        at=timezone.now(),
    )

    page = client.get(_path(ask, uma)).content.decode()

    assert "Noe annet" not in page and other.public_id not in page
    wrong = client.get(_path(ask, uma).replace("/decision/", "x/decision/"))
    assert wrong.status_code == 404
    assert "<h1" in wrong.content.decode()
    client.post(_path(ask, uma).replace("/decision/", "x/decision/"), {"answer": "granted"})
    assert set(Ask.objects.values_list("state", flat=True)) == {"asked"}


def test_a_link_of_somebody_who_decides_no_more_and_an_old_one_open_nothing(ask, uma, client):
    address = _path(ask, uma)
    client.post(address, {"answer": "granted"})
    Ask.objects.update(answered_at=timezone.now() - 15 * DAY)
    assert client.get(address).status_code == 404

    Ask.objects.update(state="asked", answered_at=None)
    assert client.get(address).status_code == 200
    uma.memberships.update(ended_at=timezone.now())
    assert client.get(address).status_code == 404
    assert client.post(address, {"answer": "granted"}).status_code == 404


def test_a_form_of_another_site_is_refused(ask, uma, client):
    answer = client.post(_path(ask, uma), {"answer": "granted"}, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert Ask.objects.get().state == "asked"


def test_each_of_several_managers_has_an_own_link(ask, municipality, unit, alice):
    from config.core.organisations.models import Role

    below = make_unit(municipality, "Nattpatruljen", parent=unit)
    own = make_user("Una", municipality, Role.UNIT_MANAGER, below)
    made = services.ask(
        municipality=municipality,
        unit=below,
        title="Vikar",
        need="Tid",
        decide_by=timezone.localdate() + DAY,
        by=alice,
        at=timezone.now(),
    )

    assert made.links.count() == 2
    assert len(set(made.links.values_list("token_hash", flat=True))) == 2
    row = {"municipality": municipality, "ask": made, "decider": own, "made_at": timezone.now()}
    assert_refused(
        lambda: AskLink.objects.create(key_id="k", token_hash="h", **row), "ask_link_one_for_each_who_decides"
    )

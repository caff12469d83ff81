"""Nobody is quoted who has not seen how: by consent and by a yes to just these words, both of them in force."""

import pytest

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from participation.contributions import quoting
from participation.contributions.quoting import CannotQuote, Quotation
from representatives.consent import services as consent
from representatives.erasure import services as erasure
from tests.cast import AT, make_user
from tests.helpers.constraints import assert_refused
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_contribution
from tests.participation.seats import LATER

WORDS = "Da sa Solveig at brevet er for langt."


@pytest.fixture
def said(project, paula, owner):
    return make_contribution(project, assignment=paula, owner=owner, text=WORDS)


@pytest.fixture
def allowed(paula):
    return consent.give(
        representative=paula.representative,
        purpose="quotation",
        channel="paper",
        given_on=AT.date(),
        by=None,
        at=AT,
    )


@pytest.fixture
def rita(municipality, paula):
    user = make_user("Rita", municipality, Role.REPRESENTATIVE)
    person = paula.representative
    person.user = user
    person.save(update_fields=["user"])
    return user


def _decide(said, is_allowed=True, seen="", via="page"):
    return quoting.decide(
        contribution=said,
        is_allowed=is_allowed,
        seen=seen or quoting.mark(said.text),
        via=via,
        by=None,
        at=LATER,
    )


def _quoted(said):
    return quoting.quotable([said.public_id])


def test_both_the_consent_and_the_yes_to_these_words_are_needed(said, paula, allowed):
    assert _quoted(said) == {}
    _decide(said)
    assert _quoted(said) == {said.public_id: WORDS}
    line = AuditEvent.objects.get(kind="contribution.quotation")
    assert (line.subject_id, line.purpose) == (paula.representative.public_id, "allowed")

    consent.withdraw(representative=paula.representative, purpose="quotation", by=None, at=LATER)
    assert _quoted(said) == {}


def test_a_no_takes_it_back_and_the_last_word_holds(said, allowed):
    _decide(said)
    _decide(said, is_allowed=False)
    assert _quoted(said) == {}
    _decide(said)
    assert _quoted(said) == {said.public_id: WORDS}
    assert Quotation.objects.count() == 1


def test_words_that_are_changed_are_not_quoted_by_an_old_yes(said, allowed):
    _decide(said)
    old = quoting.mark(said.text)
    said.text = "Helt andre ord."
    said.save(update_fields=["text"])

    assert _quoted(said) == {}
    assert quoting.word_of(said) is None
    with pytest.raises(CannotQuote, match=r"endret|changed"):
        _decide(said, seen=old)


def test_without_consent_a_yes_is_refused_and_a_no_is_kept(said):
    with pytest.raises(CannotQuote):
        _decide(said)
    assert not Quotation.objects.exists()

    assert _decide(said, is_allowed=False).is_allowed is False


def test_what_a_group_said_and_what_is_nobodys_any_more_is_not_quoted(said, project, owner, allowed):
    together = make_contribution(project, owner=owner, is_from_group=True)
    with pytest.raises(CannotQuote):
        _decide(together)
    _decide(said)
    said.assignment = None
    said.save(update_fields=["assignment"])

    assert _quoted(said) == {}


def test_an_erased_person_is_not_quoted(said, paula, allowed):
    _decide(said)
    erasure.erase(representative=paula.representative, why="request", by=None, at=LATER)

    assert _quoted(said) == {}
    assert not Quotation.objects.exists()


def test_a_word_without_anything_seen_is_refused_by_the_database(said, paula):
    fields = {"contribution": said, "assignment": paula, "is_allowed": True, "via": "page", "at": AT}
    assert_refused(
        lambda: Quotation.objects.create(municipality=said.municipality, seen_hash="", **fields),
        "quotation_was_seen",
    )


def test_the_person_sees_it_with_a_warning_before_saying_yes(said, rita, allowed, client_of):
    client = client_of(rita)
    url = f"/{said.municipality.slug}/my-page/said/{said.public_id}/quotation/"
    page = client.get(url).content.decode()

    assert "Solveig" in page
    assert 'class="said"' in page
    assert "Noen kan kjenne igjen dette" in page
    assert not Quotation.objects.exists()

    answer = client.post(url, {"word": "yes", "seen": quoting.mark(WORDS)})
    assert answer.status_code == 303
    assert _quoted(said) == {said.public_id: WORDS}
    assert Quotation.objects.get().via == "page"
    assert client.post(url, {"word": "yes", "seen": "0" * 64}).status_code == 422


def test_ones_own_project_leads_to_the_preview(said, rita, client_of):
    page = client_of(rita).get(f"/{said.municipality.slug}/my-page/projects/{said.project.public_id}/")

    assert f"/my-page/said/{said.public_id}/quotation/" in page.content.decode()


def test_without_consent_the_page_says_so_and_has_no_yes(said, rita, client_of):
    page = client_of(rita).get(f"/{said.municipality.slug}/my-page/said/{said.public_id}/quotation/")

    assert 'value="yes"' not in page.content.decode()
    assert "/my-page/consents/quotation/" in page.content.decode()


def test_nobody_sees_or_decides_what_somebody_else_said(said, project, rolf, owner, rita, client_of, api_of):
    others = make_contribution(project, assignment=rolf, owner=owner)
    client, seen = client_of(rita), quoting.mark(others.text)
    url = f"/{others.municipality.slug}/my-page/said/{others.public_id}/quotation/"

    assert client.get(url).status_code == 404
    assert client.post(url, {"word": "yes", "seen": seen}).status_code == 404
    assert api_of(rita).get(f"/api/v1/my-contributions/{others.public_id}/quotation/").status_code == 404
    assert not Quotation.objects.exists()


def test_the_facilitator_reads_it_aloud_and_writes_down_the_word(said, alice, allowed, client_of):
    client, here = client_of(alice), f"/{said.municipality.slug}/contributions/{said.public_id}/"
    page = client.get(here).content.decode()

    assert "Noen kan kjenne igjen dette" in page
    client.post(f"{here}quotation/", {"word": "yes", "seen": quoting.mark(WORDS)})

    assert Quotation.objects.get().via == "phone"
    assert "Personen har sett det og sagt ja" in client.get(here).content.decode()


def test_others_neither_see_nor_write_who_allows_what(said, alice, pia, bob, client_of):
    here = f"/{said.municipality.slug}/contributions/{said.public_id}/"
    for user in (pia, bob):
        assert "Noen kan kjenne igjen dette" not in client_of(user).get(here).content.decode()
        sent = {"word": "no", "seen": quoting.mark(WORDS)}
        assert client_of(user).post(f"{here}quotation/", sent).status_code == 403
    assert not Quotation.objects.exists()


def test_the_api_shows_and_keeps_the_same(said, rita, alice, allowed, api_of):
    own, whole = (
        f"/api/v1/my-contributions/{said.public_id}/quotation/",
        f"/api/v1/contributions/{said.public_id}/",
    )
    shown = api_of(rita).get(own).json()

    assert (shown["words"], shown["is_allowed"]) == (WORDS, None)
    assert [one["what"] for one in shown["recognisable"]] == ["name"]
    kept = api_of(rita).post(own, {"is_allowed": True, "seen": shown["seen"]}, format="json").json()
    assert kept["is_allowed"] is True
    assert api_of(alice).get(f"{whole}quotation/").json() == kept
    stale = api_of(alice).post(f"{whole}quotation/", {"is_allowed": True, "seen": "0" * 64}, format="json")
    assert stale.status_code == 409


def test_without_consent_the_facilitator_has_nothing_to_press(said, alice, client_of):
    page = client_of(alice).get(f"/{said.municipality.slug}/contributions/{said.public_id}/").content.decode()

    assert "ikke sagt ja til å bli sitert" in page
    assert 'name="word" value="yes"' not in page.split("Som sitat")[1]


def test_the_page_costs_the_same_for_one_change_and_three(said, alice, allowed, client_of):
    client = client_of(alice)
    assert_constant_queries(
        lambda number: [
            make_contribution(said.project, assignment=said.assignment, owner=said.owner)
            for _each in range(number)
        ],
        lambda: client.get(f"/{said.municipality.slug}/contributions/{said.public_id}/"),
    )

"""My page: what is shown to the person, what a press does, and that nobody else's page can be opened."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.accounts.models import User
from config.core.audit import services as audit
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from representatives.consent.models import Consent
from representatives.models import DayException, NoGo, PaperCopy, ProfileTerm, Proxy, SupportNeed
from representatives.visibility import queries as visibility
from tests.cast import make_user
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_term
from tests.representatives.selfservice.conftest import with_account

PAGE = "/granvik/my-page/"
# Every page of one's own that a look opens.
PAGES = [
    PAGE,
    *(
        f"{PAGE}{part}/"
        for part in (
            "contact limits pause looks leave experience experience/new skills/new no-gos/new when when/days/new "
            "visibility support-needs support-needs/new proxy consents consents/quotation consents/network/withdraw"
        ).split()
    ),
]


def _text(answer) -> str:
    return str(answer.content.decode())


def _date(name, day) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_the_page_shows_what_is_held(own, paula):
    page = _text(own.get(PAGE))

    for word in (paula.name, "406 12 345", paula.email, "Demens", "Skrive klart språk", paula.user.email):
        assert word in page


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_and_a_look_changes_nothing(own, paula, address):
    before = AuditEvent.objects.count()

    assert own.get(address).status_code == 200
    assert AuditEvent.objects.count() == before


def test_contact_is_changed_by_the_person_and_the_facilitator_sees_by_whom(own, paula, alice, client_of):
    sent = {"given_name": "Paula", "phone": "99 88 77 66", "channel": "phone", "email": paula.email}
    answer = own.post(f"{PAGE}contact/", sent)
    paula.refresh_from_db()

    assert answer.status_code == 303
    assert (paula.phone, paula.channel) == ("+4799887766", "phone")
    line = AuditEvent.objects.get(kind="representative.updated")
    assert line.actor_id == paula.user.public_id
    sections = client_of(alice).get(f"/granvik/people/{paula.public_id}/").context["sections"]
    assert any(line.url.endswith("/edit/") for section in sections for line in section.lines)


def test_a_phone_that_is_none_is_answered_with_the_form(own, paula):
    answer = own.post(f"{PAGE}contact/", {"given_name": "Paula", "phone": "123", "channel": "phone"})

    assert answer.status_code == 422
    assert "phone" in answer.context["form"].errors


def test_what_is_the_facilitators_cannot_be_set(own, paula):
    own.post(
        f"{PAGE}limits/",
        {"most_at_once": "2", "note": "x", "state": "left", "confirmed_on": "2020-01-01", "source": "self"},
    )
    paula.refresh_from_db()

    assert (paula.most_at_once, paula.note, paula.state, paula.source) == (2, "", "active", "facilitator")


def test_terms_are_taken_away_and_added(own, paula):
    kept = paula.terms.get(term__kind="experience")
    own.post(f"{PAGE}experience/{kept.public_id}/drop/")
    own.post(f"{PAGE}experience/new/", {"term": kept.term.public_id, "relation": "next_of_kin"})

    assert paula.terms.get(term=kept.term).relation == "next_of_kin"


def test_experience_without_consent_is_refused_in_words(client_of, municipality):
    rolf = with_account(municipality, "Rolf Uten", consents=("network",))
    term = make_term()
    answer = client_of(rolf.user).post(f"{PAGE}experience/new/", {"term": term.public_id, "relation": "own"})

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert not rolf.terms.exists()


def test_a_no_go_is_said_and_taken_back(own, paula, unit):
    own.post(f"{PAGE}no-gos/new/", {"unit": unit.public_id})
    no_go = NoGo.objects.get(representative=paula)
    own.post(f"{PAGE}no-gos/{no_go.public_id}/drop/")

    assert not NoGo.objects.exists()


def test_somebody_is_found_by_name_and_refused(own, paula, municipality):
    """A whole name is enough; part of one shows whom it may be, at most five, and asks."""
    names = ["Kari Holm", "Kari Berg", "Karl Ås", "Ola Kari", "Kari Vik", "Kari Dal"]
    staff = {name: make_user(name.replace(" ", "."), municipality, Role.PROFESSIONAL) for name in names}
    for name, user in staff.items():
        User.objects.filter(pk=user.pk).update(name=name)
    address = f"{PAGE}no-gos/new/"

    short, nobody = own.post(address, {"name": "Ka"}), own.post(address, {"name": "Kåre"})
    asked = own.post(address, {"name": "kari"})
    wrong = own.post(address, {"name": "kari", "person": staff["Karl Ås"].public_id})

    for answer in (short, nobody):
        assert "Vi fant ingen med dette navnet." in _text(answer)
    for answer in (asked, wrong):
        assert answer.status_code == 422
    assert "Velg hvem du mener." in _text(asked)
    assert sum(name in _text(asked) for name in names) == 5
    assert "Karl Ås" not in _text(asked)
    assert not NoGo.objects.exists()
    own.post(address, {"name": "kari", "person": staff["Kari Dal"].public_id})
    own.post(address, {"name": " kari  HOLM"})
    assert {no_go.wanted for no_go in NoGo.objects.all()} == {"Kari Dal", "Kari Holm"}
    assert "Kari Holm" in _text(own.get(f"{PAGE}experience/"))


def test_the_staff_are_not_laid_open(own, paula, pia):
    page = _text(own.get(f"{PAGE}no-gos/new/"))

    assert pia.name not in page
    assert pia.public_id not in page


def test_the_week_and_days_are_kept_and_told_in_words(own, paula):
    soon = timezone.localdate() + timedelta(days=3)
    own.post(f"{PAGE}when/", {"week": ["0-morning", "2-morning"], "note": "Gjerne tidlig"})
    own.post(
        f"{PAGE}when/days/new/", {"is_available": "away"} | _date("from_on", soon) | _date("to_on", soon)
    )
    days = DayException.objects.get(representative=paula)

    assert paula.weekly_times.count() == 2
    assert "Gjerne tidlig" in _text(own.get(PAGE))
    own.post(f"{PAGE}when/days/{days.public_id}/drop/")
    assert not DayException.objects.exists()


def test_who_sees_what_is_chosen(own, paula):
    chosen = dict.fromkeys(visibility.audiences_of(paula), "facilitator") | {"phone": "project"}
    assert own.post(f"{PAGE}visibility/", chosen).status_code == 303

    assert visibility.audiences_of(paula)["phone"] == "project"
    assert own.post(f"{PAGE}visibility/", chosen | {"experience": "network"}).status_code == 422


def test_a_need_is_told_and_taken_away(own, paula):
    own.post(f"{PAGE}support-needs/new/", {"kind": "hearing", "text": "Teleslynge", "purpose": "meetings"})
    need = SupportNeed.objects.get(representative=paula)
    assert "Teleslynge" in _text(own.get(f"{PAGE}support-needs/"))

    own.post(f"{PAGE}support-needs/{need.public_id}/drop/")
    assert not SupportNeed.objects.exists()


def test_somebody_answers_and_then_the_person_alone(own, paula):
    own.post(f"{PAGE}proxy/", {"name": "Lise Moen", "email": "lise@people.example.org", "gets_mail": "on"})
    assert Proxy.objects.get(representative=paula).recorded_by == paula.user

    own.post(f"{PAGE}proxy/end/")
    assert Proxy.objects.get().ended_at is not None
    again = own.post(f"{PAGE}proxy/end/", follow=True)
    assert [message.level_tag for message in again.context["messages"]][-1] == "error"


def test_a_pause_and_its_end(own, paula):
    until = timezone.localdate() + timedelta(days=30)
    own.post(f"{PAGE}pause/", _date("until", until))
    paula.refresh_from_db()
    assert (paula.state, paula.resting_until) == ("resting", until)

    own.post(f"{PAGE}pause/end/")
    paula.refresh_from_db()
    assert paula.state == "active"


def test_a_yes_is_given_by_the_person_on_the_page_and_taken_back(own, paula):
    own.post(f"{PAGE}consents/quotation/")
    consent = Consent.objects.in_force().get(representative=paula, purpose="quotation")
    assert (consent.channel, consent.recorded_by) == ("form", paula.user)

    own.post(f"{PAGE}consents/experience/withdraw/")
    assert not ProfileTerm.objects.filter(representative=paula).experience().exists()
    assert own.get(f"{PAGE}consents/marketing/").status_code == 404


def test_who_has_looked_is_told_with_what_for(own, paula, alice):
    audit.record_read(paula, by=alice, at=timezone.now(), purpose="candidates")

    (look,) = own.get(f"{PAGE}looks/").context["looks"]
    assert look.name == "Alice"
    assert look.purpose in _text(own.get(PAGE))


def test_a_copy_is_asked_for_and_the_facilitator_sends_it(own, paula, alice, client_of):
    facilitator = client_of(alice)
    own.post(f"{PAGE}paper-copy/")
    copy = PaperCopy.objects.get(representative=paula)
    assert paula.name in _text(facilitator.get("/granvik/paper-copies/"))
    assert "/paper-copies/" in _text(facilitator.get(f"/granvik/people/{paula.public_id}/"))

    facilitator.post(f"/granvik/paper-copies/{copy.public_id}/sent/")
    assert paula.name not in _text(facilitator.get("/granvik/paper-copies/"))


def test_leaving_says_first_what_goes_and_then_does_it(own, paula):
    assert own.get(f"{PAGE}leave/").context["held"].experience
    own.post(f"{PAGE}leave/")
    paula.refresh_from_db()

    assert paula.state == "left"
    assert not paula.terms.exists()
    assert own.get(PAGE).status_code == 200


def test_an_account_without_a_profile_here_is_told_so(client_of, municipality):
    rolf = with_account(municipality, "Rolf Uten")
    type(rolf).objects.filter(pk=rolf.pk).update(user=None)
    client = client_of(rolf.user)

    assert client.get(PAGE).context["held"] is None
    assert {client.get(address).status_code for address in PAGES[1:]} == {404}


def test_nobody_elses_rows_are_reached(own, paula, municipality, other_municipality):
    for place in (municipality, other_municipality):
        rolf = with_account(place, f"Rolf {place.slug}", experience=((make_term(), "own"),))
        common = {"municipality": place, "representative": rolf, "added_at": timezone.now()}
        need = SupportNeed.objects.create(kind="food", purpose="both", **common)
        kept = rolf.terms.get()

        assert own.post(f"{PAGE}support-needs/{need.public_id}/drop/").status_code == 404
        assert own.post(f"{PAGE}experience/{kept.public_id}/drop/").status_code == 404
    assert SupportNeed.objects.count() == 2


@pytest.mark.parametrize("role", ["alice", "bob", "uma", "pia", "adam"])
def test_no_other_role_has_a_page_of_their_own(role, request, paula, client_of):
    client = client_of(request.getfixturevalue(role))

    assert {client.get(address).status_code for address in PAGES} == {403}


def test_another_municipality_is_not_there(own, charlie, client_of):
    elsewhere = [address.replace("/granvik/", "/lauvdal/") for address in PAGES]

    assert {own.get(address).status_code for address in elsewhere} == {404}
    assert {client_of(charlie).get(address).status_code for address in PAGES} == {404}


def test_the_page_costs_the_same_whatever_is_held(own, paula):
    def more(count: int) -> None:
        for _number in range(count):
            key = f"area-{ProfileTerm.objects.count()}"
            own.post(f"{PAGE}experience/new/", {"term": make_term(key=key).public_id, "relation": "own"})

    assert_constant_queries(more, lambda: own.get(PAGE))

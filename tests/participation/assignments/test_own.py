"""Assignments on My page and over its API: one's own, what one wants, leaving, and the certificate."""

import pytest

from config.core.organisations.models import Role
from participation.assignments.models import Assignment, PhaseRole
from representatives.onboarding.models import MentorPair
from tests.cast import AT, make_user
from tests.make.chain import make_assignment
from tests.make.invitations import make_wanted
from tests.make.people import make_representative

API = "/api/v1/my-assignments/"


@pytest.fixture
def rita(municipality):
    """A representative with an account."""
    return make_user("Rita", municipality, Role.REPRESENTATIVE)


@pytest.fixture
def seat(municipality, rita) -> Assignment:
    wanted = make_wanted(municipality, times="Tirsdager", place="Rådhuset", pay="600 kroner")
    municipality.facilitator_phone = "+4740612000"
    municipality.save()
    rita.language = "en"
    rita.save()
    person = make_representative(municipality, "Rita Egen")
    person.user = rita
    person.save(update_fields=["user"])
    return make_assignment(wanted, person)


@pytest.fixture
def foreign(municipality) -> Assignment:
    return make_assignment(make_wanted(municipality, title="En annen"), make_representative(municipality))


def _page(seat, end=""):
    return f"/granvik/my-page/assignments/{seat.public_id}/{end}"


def test_date_place_pay_and_contact_stand_on_one_page(client_of, rita, seat):
    text = client_of(rita).get(_page(seat)).content.decode()

    for words in ("Tirsdager", "Rådhuset", "600 kroner", "tel:+4740612000", "Get the certificate"):
        assert words in text


def test_the_person_says_what_part_is_wanted(client_of, rita, seat):
    client = client_of(rita)
    text = client.post(
        _page(seat, "role/"), {"execution-person_wants": "partner"}, follow=True
    ).content.decode()

    assert "You want to be: Partner" in text
    assert PhaseRole.objects.get().person_wants == "partner"


def test_the_person_leaves_with_one_press_and_needs_no_reason(client_of, rita, alice, seat):
    client = client_of(rita)
    assert "Your seat is free at once" in client.get(_page(seat, "leave/")).content.decode()
    after = client.post(_page(seat, "leave/"), {}, follow=True).content.decode()
    again = client.post(_page(seat, "leave/"), {}).content.decode()

    assert "You have left" in after
    assert "has ended already" in again
    alice.language = "en"
    alice.save()
    facilitator = client_of(alice)
    assert "person who has left an assignment" in facilitator.get("/granvik/").content.decode()
    page = f"/granvik/assignments/{seat.public_id}/"
    assert "The person has left" in facilitator.get(page).content.decode()
    facilitator.post(f"{page}noted/")
    assert "No assignment fits" in facilitator.get("/granvik/assignments/?left=on").content.decode()


def test_the_certificate_is_a_file(client_of, rita, seat):
    answer = client_of(rita).get(_page(seat, "certificate.pdf"))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_another_persons_seat_is_not_there(client_of, api_of, rita, seat, foreign):
    client = client_of(rita)
    for end in ("", "role/", "leave/", "certificate.pdf"):
        assert client.get(_page(foreign, end)).status_code == 404
    said = {"role/": {"phase": "execution", "person_wants": "partner"}, "leave/": {}}
    for end, words in said.items():
        assert api_of(rita).post(f"{API}{foreign.public_id}/{end}", words).status_code == 404
    for end in ("", "certificate/"):
        assert api_of(rita).get(f"{API}{foreign.public_id}/{end}").status_code == 404
    assert not PhaseRole.objects.exists()
    assert client.post(_page(foreign, "leave/"), {}).status_code == 404
    assert Assignment.objects.running().count() == 2


def test_the_same_over_the_api(api_of, rita, seat):
    api, one = api_of(rita), f"{API}{seat.public_id}/"

    (row,) = api.get(API).json()
    assert (row["pay"], row["state"]) == ("600 kroner", "running")
    said = api.post(f"{one}role/", {"phase": "execution", "person_wants": "partner"}).json()
    assert [role["person_wants"] for role in said["roles"]] == ["", "partner", ""]
    assert api.post(f"{one}role/", {"phase": "execution", "person_wants": "king"}).status_code == 400
    assert api.get(f"{one}certificate/").content.startswith(b"%PDF")
    assert api.post(f"{one}leave/", {"reason": "Nok"}).json()["state"] == "ended"
    assert api.post(f"{one}leave/", {}).status_code == 409


def test_fees_are_declined_once_for_all_meetings_to_come_and_wanted_again(
    client_of, api_of, rita, alice, seat
):
    client = client_of(rita)
    assert "If you want no fees" in client.get(_page(seat)).content.decode()

    said = client.post(_page(seat, "fees/"), {"declines": "on"}, follow=True).content.decode()
    seat.refresh_from_db()
    assert seat.declines_fees and "You have said no to fees" in said
    staff = client_of(alice).get(f"/granvik/assignments/{seat.public_id}/").content.decode()
    assert "Personen vil ikke ha honorar" in staff

    told = api_of(rita).post(f"{API}{seat.public_id}/fees/", {"declines": False}).json()
    assert told["declines_fees"] is False
    told = api_of(alice).post(f"/api/v1/assignments/{seat.public_id}/fees/", {"declines": True}).json()
    assert told["declines_fees"] is True


def test_after_the_end_nothing_is_said_of_fees(client_of, rita, seat):
    Assignment.objects.update(state="ended", ended_on=seat.started_on)

    said = client_of(rita).post(_page(seat, "fees/"), {"declines": "on"}, follow=True).content.decode()

    assert "has ended already" in said
    seat.refresh_from_db()
    assert not seat.declines_fees


def test_the_person_sees_the_own_mentor(client_of, rita, seat, municipality):
    mentor = make_representative(municipality, "Guro Guide")
    MentorPair.objects.create(
        municipality=municipality,
        representative=seat.representative,
        mentor=mentor,
        started_on=seat.started_on,
        added_at=AT,
    )

    assert "Guro Guide" in client_of(rita).get(_page(seat)).content.decode()

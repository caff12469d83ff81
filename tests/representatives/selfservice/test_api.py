"""My page over the API: the same rules, always one's own profile."""

from datetime import timedelta

import pytest
from django.utils import timezone

from representatives.models import Consent, DayException, NoGo, PaperCopy, ProfileTerm, SupportNeed
from tests.make.people import make_term
from tests.representatives.selfservice.conftest import with_account

ME = "/api/v1/me/"
SOON = (timezone.localdate() + timedelta(days=20)).isoformat()


def test_the_profile_is_read_and_changed_in_what_is_ones_own(api, paula):
    assert api.get(ME).json()["name"] == paula.name
    sent = {"area": "Sentrum", "note": "x", "state": "left", "last_contact_on": "2020-01-01"}
    answer = api.patch(f"{ME}profile/", sent, format="json").json()
    paula.refresh_from_db()

    assert (answer["area"], paula.note, paula.state) == ("Sentrum", "", "active")
    assert paula.last_contact_on is None


def test_week_visibility_and_proxy_are_kept(api, paula):
    week = {"week": [{"weekday": 1, "part": "evening"}], "note": "Etter klokka 18"}
    assert api.put(f"{ME}availability/", week, format="json").json()["week"] == week["week"]
    assert api.patch(f"{ME}visibility/", {"email": "project"}, format="json").json()["email"] == "project"
    assert api.patch(f"{ME}visibility/", {"experience": "network"}, format="json").status_code == 409
    named = api.put(f"{ME}proxy/", {"name": "Lise", "phone": "40612399"}, format="json").json()

    assert named["phone"] == "+4740612399"
    assert api.get(f"{ME}proxy/").json()["name"] == "Lise"
    assert api.delete(f"{ME}proxy/").status_code == 204
    assert api.delete(f"{ME}proxy/").status_code == 409
    assert api.get(f"{ME}availability/").json()["note"] == "Etter klokka 18"
    assert api.get(f"{ME}visibility/").json()["phone"] == "facilitator"


@pytest.mark.parametrize(
    "week", [{"week": [{"weekday": 9, "part": "evening"}]}, {"week": [{"weekday": 1}]}, {"week": "x"}, {}]
)
def test_a_week_that_is_none_is_refused(api, week):
    assert api.put(f"{ME}availability/", week, format="json").status_code == 400


def test_a_pause_a_copy_and_leaving(api, paula):
    assert api.post(f"{ME}pause/", {"until": SOON}, format="json").json()["state"] == "resting"
    assert api.post(f"{ME}pause/", {"until": "2020-01-01"}, format="json").status_code == 409
    assert api.delete(f"{ME}pause/").json()["state"] == "active"
    assert api.delete(f"{ME}pause/").status_code == 409
    assert api.post(f"{ME}paper-copy/").status_code == 201
    assert api.delete(f"{ME}paper-copy/").status_code == 204
    assert not PaperCopy.objects.exists()
    assert api.post(f"{ME}leave/").status_code == 204
    paula.refresh_from_db()
    assert paula.state == "left"


def test_rows_come_and_go(api, paula, unit):
    term = make_term(key="stroke")
    kept = api.post(f"{ME}terms/", {"term": term.public_id, "relation": "own"}, format="json").json()
    assert kept["level"] == 1
    assert api.delete(f"{ME}terms/{kept['id']}/").status_code == 204
    no_go = api.post(f"{ME}no-gos/", {"unit": unit.public_id}, format="json").json()
    assert api.delete(f"{ME}no-gos/{no_go['id']}/").status_code == 204
    days = api.post(f"{ME}days/", {"from_on": SOON, "to_on": SOON}, format="json").json()
    assert api.delete(f"{ME}days/{days['id']}/").status_code == 204
    need = {"kind": "food", "purpose": "meetings", "text": "Uten nøtter"}
    kept = api.post(f"{ME}support-needs/", need, format="json").json()
    assert api.get(f"{ME}support-needs/").json()["results"][0]["text"] == "Uten nøtter"
    assert api.delete(f"{ME}support-needs/{kept['id']}/").status_code == 204

    left = [model.objects.filter(representative=paula).count() for model in (NoGo, DayException, SupportNeed)]
    assert left == [0, 0, 0]
    assert paula.terms.count() == 2


def test_somebody_of_the_service_is_found_by_name_and_refused(api, api_of, paula, pia, uma):
    assert api.get(f"{ME}service-people/").json() == []
    assert api.get(f"{ME}service-people/?name=pi").json() == []
    found = api.get(f"{ME}service-people/?name=pia").json()
    assert found == [{"id": pia.public_id, "name": "Pia"}]
    kept = api.post(f"{ME}no-gos/", {"person": pia.public_id}, format="json").json()

    assert api.get(f"{ME}no-gos/").json()["results"] == [kept]
    assert kept["person"] == pia.public_id
    both = {"person": pia.public_id, "unit": "x"}
    assert api.post(f"{ME}no-gos/", both, format="json").status_code == 400
    assert api.post(f"{ME}no-gos/", {"person": paula.user.public_id}, format="json").status_code == 404
    assert api_of(pia).get(f"{ME}service-people/?name=uma").status_code == 403


def test_a_yes_is_given_on_the_page_and_taken_back(api, paula):
    given = api.post(f"{ME}consents/", {"purpose": "quotation"}, format="json").json()
    assert given["channel"] == "form"
    withdrawn = api.post(f"{ME}consents/{given['id']}/withdraw/").json()

    assert withdrawn["withdrawn_at"]
    assert api.post(f"{ME}consents/{given['id']}/withdraw/").status_code == 409
    assert Consent.objects.in_force().filter(representative=paula).count() == 2


def test_experience_rests_on_consent(api_of, municipality):
    rolf = with_account(municipality, "Rolf Uten", consents=("network",))
    answer = api_of(rolf.user).post(f"{ME}terms/", {"term": make_term().public_id}, format="json")

    assert answer.status_code == 409
    assert not ProfileTerm.objects.filter(representative=rolf).exists()


def test_anothers_rows_are_not_there(api, municipality, other_municipality):
    for place in (municipality, other_municipality):
        rolf = with_account(place, f"Rolf {place.slug}", experience=((make_term(), "own"),))
        kept = rolf.terms.get()

        assert api.delete(f"{ME}terms/{kept.public_id}/").status_code == 404
        assert api.post(f"{ME}consents/{rolf.consents.first().public_id}/withdraw/").status_code == 404
    assert ProfileTerm.objects.filter(representative__given_name="Rolf").count() == 2


@pytest.mark.parametrize("role", ["alice", "bob", "pia", "adam", "charlie"])
def test_other_roles_have_no_profile(role, request, paula, api_of):
    client = api_of(request.getfixturevalue(role))

    assert {client.get(f"{ME}{part}").status_code for part in ("", "looks/", "availability/", "terms/")} == {
        403
    }


def test_the_facilitator_hears_who_waits_for_paper(api, paula, alice, pia, api_of):
    api.post(f"{ME}paper-copy/")
    client = api_of(alice)
    (row,) = client.get("/api/v1/paper-copies/").json()["results"]

    assert row["name"] == paula.name
    assert client.post(f"/api/v1/paper-copies/{row['id']}/sent/").json()["sent_at"]
    assert client.post(f"/api/v1/paper-copies/{row['id']}/sent/").status_code == 409
    assert api_of(pia).get("/api/v1/paper-copies/").status_code == 403

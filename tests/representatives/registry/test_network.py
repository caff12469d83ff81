"""On whose behalf, through whom and until when: mandate, contact, rests that end, and who is in no list."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from representatives.recruitment.models import RecruitmentChannel
from representatives.registry import queries
from representatives.registry import services as registry
from representatives.registry.models import Representative
from representatives.registry.queries import BY_AGE, BY_CONTACT, Search
from tests.cast import AT, make_user
from tests.make.people import make_representative

TODAY = AT.date()
ADDRESS = "/api/v1/representatives/"


def _find(municipality, user, **search):
    found = queries.find(user=user, municipality=municipality, search=Search(**search), today=TODAY)
    return [person.name for person in found]


def test_the_contact_is_whoever_registers_unless_another_is_named(municipality, alice, adam):
    anne = make_user("Anne", municipality, Role.FACILITATOR)
    taken_in = {"municipality": municipality, "source": "facilitator", "at": AT}

    assert registry.register(given_name="Per", by=alice, **taken_in).contact == alice
    assert registry.register(given_name="Per", by=alice, contact=anne, **taken_in).contact == anne
    assert registry.register(given_name="Per", by=adam, **taken_in).contact is None
    with pytest.raises(registry.CannotRegister):
        registry.register(given_name="Per", by=alice, contact=adam, **taken_in)


def test_a_contact_of_another_municipality_is_refused(municipality, alice, charlie):
    person = make_representative(municipality)

    with pytest.raises(registry.CannotKeep):
        registry.update(representative=person, changes={"contact": charlie}, by=alice, at=AT)


def test_people_are_found_by_mandate_contact_and_channel(municipality, alice):
    card = RecruitmentChannel.objects.create(
        municipality=municipality, name="Kort på legekontoret", kind="card", code="abc", created_at=AT
    )
    make_representative(municipality, "Anne Ås", mandate="own", contact=alice)
    berit = make_representative(municipality, "Berit By", mandate="bereaved")
    Representative.objects.filter(pk=berit.pk).update(came_through=card)

    assert _find(municipality, alice, mandate="bereaved") == ["Berit By"]
    assert _find(municipality, alice, contact=alice) == ["Anne Ås"]
    assert _find(municipality, alice, channel=card.public_id) == ["Berit By"]
    assert queries.channels(municipality) == [(card.public_id, card.name)]


@pytest.mark.parametrize("text", ["jose", "JOSÉ", "bårdsen", "Baardsen", "østby josé"])
def test_names_are_found_without_case_and_accents(municipality, alice, text):
    make_representative(municipality, "José Bårdsen", organisation="Østby lag")
    make_representative(municipality, "Berit By")

    assert _find(municipality, alice, text=text) == ["José Bårdsen"]


def test_a_changed_name_is_found_and_the_old_is_not(municipality, alice):
    person = make_representative(municipality, "Anne Ås")
    registry.update(representative=person, changes={"family_name": "By"}, by=alice, at=AT)

    assert _find(municipality, alice, text="anne by") == ["Anne By"]
    assert _find(municipality, alice, text="ås") == []


def test_stale_profiles_sink_in_every_order(municipality, alice):
    make_representative(municipality, "Anne Aa", at=AT - timedelta(days=500))
    make_representative(municipality, "Berit By", at=AT - timedelta(days=9), last_contact_on=TODAY)
    make_representative(municipality, "Cecilie Dahl", at=AT - timedelta(days=2))

    assert _find(municipality, alice) == ["Berit By", "Cecilie Dahl", "Anne Aa"]
    assert _find(municipality, alice, order=BY_CONTACT) == ["Cecilie Dahl", "Berit By", "Anne Aa"]
    assert _find(municipality, alice, order=BY_AGE) == ["Cecilie Dahl", "Berit By", "Anne Aa"]


@pytest.mark.parametrize("how", ["merged", "erased"])
def test_whoever_is_nobody_any_more_is_in_no_list(municipality, alice, client_of, api_of, how):
    there, gone = make_representative(municipality, "Anne Ås"), make_representative(municipality, "Berit By")
    fields = {"state": "left", "given_name": "", "family_name": "", "email": "", "search_text": ""}
    gone_by = {"merged_into": there} if how == "merged" else {"erased_at": AT, **fields}
    Representative.objects.filter(pk=gone.pk).update(**{"state": "left"} | gone_by)

    assert _find(municipality, alice, state="left") == []
    assert not Representative.objects.present().filter(pk=gone.pk)
    assert [row["id"] for row in api_of(alice).get(ADDRESS).json()["results"]] == [there.public_id]
    assert api_of(alice).get(f"{ADDRESS}{gone.public_id}/").status_code == 404
    assert client_of(alice).get(f"/granvik/people/{gone.public_id}/").status_code == 404
    with pytest.raises(registry.CannotMove):
        registry.move(representative=gone, to="active", by=alice, at=AT)


def test_a_rest_ends_by_itself_on_the_day_after(municipality, alice):
    until = date(2026, 6, 1)
    person, other = make_representative(municipality), make_representative(municipality, "Berit By")
    registry.move(representative=person, to="resting", until=until, by=alice, at=AT)
    registry.move(representative=other, to="resting", by=alice, at=AT)

    on_the_day = timezone.make_aware(timezone.datetime(2026, 6, 1, 23, 0))
    assert registry.end_rests(on_the_day) == 0
    assert registry.end_rests(on_the_day + timedelta(hours=2)) == 1
    assert registry.end_rests(on_the_day + timedelta(hours=3)) == 0

    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.state, person.resting_until, other.state) == ("active", None, "resting")
    step = person.state_changes.get(to_state="active", from_state="resting")
    assert step.by is None and step.reason
    assert AuditEvent.objects.filter(kind="representative.moved", actor_id="", purpose="active").count() == 1


def test_a_rest_that_is_over_cannot_begin(municipality, alice):
    with pytest.raises(registry.CannotMove):
        registry.move(
            representative=make_representative(municipality),
            to="resting",
            until=TODAY - timedelta(days=1),
            by=alice,
            at=AT,
        )


@pytest.mark.parametrize("more", [{}, {"until": "2099-01-01", "until_further_notice": "on"}])
def test_a_rest_without_an_end_says_so(municipality, alice, client_of, more):
    person = make_representative(municipality)
    step = {"to": "resting", "reason": "Reise"} | more

    assert client_of(alice).post(f"/granvik/people/{person.public_id}/move/", step).status_code == 422


def test_the_api_reads_and_sets_what_is_new(municipality, alice, api_of, charlie):
    api = api_of(alice)
    body = {"given_name": "Per", "mandate": "organisation", "nominated_by": "FFO"}
    made = api.post(ADDRESS, body | {"available_until": "2027-01-01"}, format="json").json()

    assert (made["mandate"], made["nominated_by"], made["available_until"]) == (
        "organisation",
        "FFO",
        "2027-01-01",
    )
    assert (made["contact"], made["came_through"]) == (alice.public_id, None)
    at = f"{ADDRESS}{made['id']}/"
    assert api.patch(at, {"contact": charlie.public_id}, format="json").status_code == 409
    assert api.patch(at, {"contact": "nobody"}, format="json").status_code == 400
    assert len(api.get(f"{ADDRESS}?mandate=organisation&contact={alice.public_id}").json()["results"]) == 1


def test_the_person_page_and_form_show_what_is_new(municipality, alice, client_of):
    facilitator = client_of(alice)
    person = make_representative(
        municipality,
        mandate="own",
        nominated_by="Eldrerådet",
        contact=alice,
        available_until=date(2027, 1, 2),
    )

    page = facilitator.get(f"/granvik/people/{person.public_id}/").content.decode()
    form = facilitator.get(f"/granvik/people/{person.public_id}/edit/").content.decode()

    assert "Eldrerådet" in page and "Alice" in page
    assert f'value="{alice.public_id}" selected' in form

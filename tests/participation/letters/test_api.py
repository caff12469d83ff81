"""Own words over the API: the same services and refusals."""

from config.core.letters.models import LetterText
from tests.cast import AT

URL = "/api/v1/letter-texts/"
KIND = "invitation.asked"


def test_words_are_written_listed_and_taken_back(api_of, alice, municipality):
    api = api_of(alice)

    first = api.post(URL, {"kind": KIND, "language": "nb", "opening": "Hei {navn}"}, format="json")
    second = api.post(URL, {"kind": KIND, "language": "nb"}, format="json")
    again = api.post(f"{URL}{first.json()['id']}/restore/")

    assert (first.status_code, first.json()["number"]) == (201, 1)
    assert second.json()["opening"] == ""
    assert (again.json()["number"], again.json()["restored"]) == (3, 1)
    rows = api.get(URL, {"kind": KIND}).json()["results"]
    assert [row["number"] for row in rows] == [3, 2, 1]
    assert api.get(URL, {"kind": "checkup.asked"}).json()["results"] == []


def test_an_unknown_placeholder_is_refused_by_name(api_of, alice, municipality):
    answer = api_of(alice).post(
        URL, {"kind": KIND, "language": "nb", "opening": "{{ settings }}"}, format="json"
    )

    assert answer.status_code == 409
    assert "{ settings }" in answer.json()["detail"]
    assert not LetterText.objects.exists()


def test_kinds_and_a_preview(api_of, alice, municipality):
    api = api_of(alice)

    kinds = {row["kind"]: row for row in api.get(f"{URL}kinds/").json()}
    look = api.post(
        f"{URL}preview/", {"kind": KIND, "language": "nb", "closing": "Takk, {navn}"}, format="json"
    )

    assert kinds[KIND]["placeholders"][-2:] == ["unit", "reply_by"]
    assert kinds[KIND]["always"]
    assert "Takk, Kari" in look.json()["text"]
    assert not LetterText.objects.exists()


def test_the_sender_is_read_and_set_part_by_part(api_of, alice, municipality):
    api = api_of(alice)

    api.post(f"{URL}sender/", {"name": "Granvik medvirkning", "phone": "406 12 000"}, format="json")
    answer = api.post(f"{URL}sender/", {"email": "svar@granvik.example.org"}, format="json")

    assert answer.json() == api.get(f"{URL}sender/").json()
    assert answer.json() == {
        "name": "Granvik medvirkning",
        "email": "svar@granvik.example.org",
        "phone": "+4740612000",
    }
    wrong = api.post(f"{URL}sender/", {"name": "A\nB"}, format="json")
    assert wrong.status_code == 409


def test_other_roles_and_municipalities_see_none(api_of, bob, charlie, municipality):
    text = LetterText.objects.create(municipality=municipality, kind=KIND, language="nb", number=1, at=AT)

    assert api_of(bob).get(URL).status_code == 403
    assert api_of(charlie).get(f"{URL}{text.public_id}/").status_code == 404

"""Letters on paper over the API."""

from participation.paper import codes
from participation.paper.models import PaperLetter
from tests.make.paper import make_paper_letter

URL = "/api/v1/paper-letters/"


def test_make_print_post_and_find(api_of, alice, invitation):
    api = api_of(alice)

    made = api.post(URL, {"invitation": invitation.public_id}, format="json")
    one = f"{URL}{made.json()['id']}/"
    file = api.get(f"{one}pdf/")
    posted = api.post(f"{one}posted/")
    found = api.post(f"{URL}find/", {"code": codes.code_of(PaperLetter.objects.get())}, format="json")

    assert (made.status_code, made.json()["posted_at"]) == (201, None)
    assert file.content.startswith(b"%PDF")
    assert posted.json()["posted_at"]
    assert found.json() == {"invitation": invitation.public_id}
    assert api.get(URL, {"posted_at__isnull": "true"}).json()["results"] == []
    assert api.post(f"{URL}find/", {"code": "2222-2222"}, format="json").status_code == 404


def test_who_gets_mail_gets_no_letter(api_of, alice, ask):
    by_mail = ask("Eva Epost", email="eva@people.example.org", channel="email")

    answer = api_of(alice).post(URL, {"invitation": by_mail.public_id}, format="json")

    assert answer.status_code == 409
    assert not PaperLetter.objects.exists()


def test_other_roles_and_municipalities_have_none(api_of, bob, charlie, invitation):
    letter = make_paper_letter(invitation)

    assert api_of(bob).get(URL).status_code == 403
    assert api_of(charlie).get(f"{URL}{letter.public_id}/pdf/").status_code == 404
    assert api_of(charlie).post(URL, {"invitation": invitation.public_id}, format="json").status_code == 404
    assert (
        api_of(charlie).post(f"{URL}find/", {"code": codes.code_of(letter)}, format="json").status_code == 404
    )

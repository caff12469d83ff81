"""Questions over the API."""

URL = "/api/v1/questions/"


def test_threads_are_listed_read_answered_and_added_to(api_of, alice, invitation, ask):
    api, one = api_of(alice), f"{URL}{invitation.public_id}/"
    silent = ask("Stille Sara", question="")

    rows = api.get(URL, {"waiting": "true"}).json()["results"]
    read = api.get(one).json()
    answered = api.post(f"{one}reply/", {"text": "Ja", "told": "phone"}, format="json")
    added = api.post(f"{URL}{silent.public_id}/add/", {"text": "Når?", "way": "phone"}, format="json")

    assert [row["id"] for row in rows] == [invitation.public_id]
    assert read["turns"][0]["text"] == "Er det heis?"
    assert answered.json()["is_waiting"] is False
    assert added.json()["is_waiting"] is True
    waiting = api.get(URL, {"waiting": "true"}).json()["results"]
    assert [row["id"] for row in waiting] == [silent.public_id]
    assert len(api.get(URL).json()["results"]) == 2


def test_refusals_and_other_people(api_of, alice, bob, charlie, ask):
    invitation = ask("Turid Telefon", email="", phone="+4740612001")
    one = f"{URL}{invitation.public_id}/"

    assert (
        api_of(alice).post(f"{one}reply/", {"text": "Ja", "told": "mail"}, format="json").status_code == 409
    )
    assert (
        api_of(alice).post(f"{one}reply/", {"text": "Ja", "told": "page"}, format="json").status_code == 400
    )
    assert api_of(bob).get(URL).status_code == 403
    assert api_of(charlie).get(one).status_code == 404
    assert (
        api_of(charlie).post(f"{one}reply/", {"text": "Ja", "told": "phone"}, format="json").status_code
        == 404
    )

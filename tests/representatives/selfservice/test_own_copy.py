"""Everything as a file, and being deleted."""

import json

PAGE = "/granvik/my-page/"


def test_everything_comes_as_a_file_for_programs_and_one_to_read(own, paula):
    data, paper = own.get(f"{PAGE}data/everything.json"), own.get(f"{PAGE}data/everything.pdf")

    assert paula.email in json.dumps(json.loads(data.content))
    assert paper.content.startswith(b"%PDF")
    assert {answer["Content-Disposition"].partition(";")[0] for answer in (data, paper)} == {"attachment"}


def test_a_look_at_being_deleted_changes_nothing_and_a_press_deletes_and_signs_out(own, paula):
    assert own.get(f"{PAGE}delete/").status_code == 200
    paula.refresh_from_db()
    assert paula.erased_at is None

    own.post(f"{PAGE}delete/")
    paula.refresh_from_db()
    assert paula.erased_at is not None
    assert own.get(PAGE).status_code == 302


def test_the_api_gives_everything_and_deletes(api, paula):
    assert paula.email in str(api.get("/api/v1/me/data/").json())
    assert api.post("/api/v1/me/erase/").status_code == 204
    paula.refresh_from_db()
    assert paula.erased_at is not None


def test_nobody_else_gets_a_file(paula, alice, charlie, client_of):
    for part in ("data/", "data/everything.json", "data/everything.pdf", "delete/"):
        assert client_of(alice).get(f"{PAGE}{part}").status_code == 403
        assert client_of(charlie).get(f"{PAGE}{part}").status_code == 404

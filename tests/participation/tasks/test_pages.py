"""The pages of tasks: one press, undo, and a clear word when something cannot be done."""

from datetime import timedelta

from django.utils import timezone

from participation.tasks.models import Digest, GivenTask, Snooze, Task

DAY = timedelta(days=1)


def address(municipality, rest=""):
    return f"/{municipality.slug}/tasks/{rest}"


def test_an_empty_list_says_so(municipality, alice, client_of):
    client = client_of(alice)

    for show in ("", "?show=later", "?show=others", "?show=nonsense&kind=nonsense&page=x"):
        page = client.get(address(municipality, show))
        assert page.status_code == 200
        assert 'class="empty"' in page.content.decode()


def test_written_down_done_in_one_press_and_opened_again(municipality, alice, client_of):
    client = client_of(alice)

    client.post(address(municipality, "new/"), {"title": "Ring biblioteket", "due_on": ""})
    task = Task.objects.get()
    page = client.get(address(municipality)).content.decode()
    assert "Ring biblioteket" in page
    assert f"/tasks/own/{task.public_id}/done/" in page
    client.post(address(municipality, f"own/{task.public_id}/done/"))
    page = client.get(address(municipality)).content.decode()
    assert f"/tasks/own/{task.public_id}/open/" in page
    client.post(address(municipality, f"own/{task.public_id}/open/"))
    task.refresh_from_db()
    assert task.done_at is None
    client.post(address(municipality, f"own/{task.public_id}/"), {"title": "Ring skolen", "due_on": ""})
    task.refresh_from_db()
    assert task.title == "Ring skolen"
    client.post(address(municipality, f"own/{task.public_id}/drop/"))
    assert not Task.objects.exists()


def test_nobody_reaches_a_colleagues_task(municipality, own_task, anne, client_of):
    task, client = own_task(), client_of(anne)

    for rest in ("", "done/", "open/", "drop/"):
        assert client.post(address(municipality, f"own/{task.public_id}/{rest}")).status_code == 404
    assert client.get(address(municipality, f"own-{task.public_id}/")).status_code == 404
    task.refresh_from_db()
    assert task.done_at is None


def test_put_off_by_a_press_or_to_a_day_and_back(municipality, own_task, alice, client_of):
    key, client = f"own-{own_task().public_id}", client_of(alice)

    client.post(address(municipality, f"{key}/put-off/"), {"days": "7"})
    assert Snooze.objects.get().until == timezone.localdate() + 7 * DAY
    assert "Ring biblioteket" in client.get(address(municipality, "?show=later")).content.decode()
    day = timezone.localdate() + 3 * DAY
    client.post(address(municipality, f"{key}/put-off/"), {"until": day.isoformat()})
    assert Snooze.objects.get().until == day
    client.post(address(municipality, f"{key}/wake/"))
    assert not Snooze.objects.exists()


def test_a_bad_day_is_said_and_nothing_is_lost(municipality, own_task, alice, client_of):
    key, client = f"own-{own_task().public_id}", client_of(alice)

    for sent, words in (
        ({}, "Velg en dag."),
        ({"until": "2020-01-01"}, "Velg en dag som ikke har vært ennå."),
        ({"until": "31.31.31"}, "Velg en dag."),
        ({"days": "0"}, "Velg en dag."),
    ):
        page = client.post(address(municipality, f"{key}/put-off/"), sent, follow=True)
        assert words in page.content.decode()
    assert not Snooze.objects.exists()


def test_given_taken_and_given_back(town, alice, anne, client_of):
    client = client_of(alice)
    key = f"questions-{town.rows['invitation'].public_id}"

    page = client.get(address(town.municipality, f"{key}/")).content.decode()
    assert "Anne" in page
    client.post(
        address(town.municipality, f"{key}/give/"), {"to": anne.public_id, "word": "Du kjenner henne."}
    )
    assert GivenTask.objects.get().to == anne
    assert "Du kjenner henne." in client_of(anne).get(address(town.municipality, f"{key}/")).content.decode()
    client.post(address(town.municipality, f"{key}/give/"), {"take": "1"})
    assert GivenTask.objects.get().to == alice
    client.post(address(town.municipality, f"{key}/give-back/"))
    assert not GivenTask.objects.exists()
    page = client.post(address(town.municipality, f"{key}/give/"), {}, follow=True).content.decode()
    assert "Velg hvem som gjør det." in page


def test_the_list_by_mail_is_set_and_ended(municipality, alice, client_of):
    client = client_of(alice)

    client.post(address(municipality, "by-mail/"), {"weekday": "5"})
    assert Digest.objects.get().weekday == 5
    assert 'value="5" selected' in client.get(address(municipality, "by-mail/")).content.decode()
    client.post(address(municipality, "by-mail/"), {"weekday": ""})
    assert not Digest.objects.exists()
    assert client.post(address(municipality, "by-mail/"), {"weekday": "6"}).status_code == 422


def test_a_task_that_is_done_says_so_kindly(municipality, own_task, alice, client_of):
    task = own_task(done_at=timezone.now() + DAY)

    page = client_of(alice).get(address(municipality, f"own-{task.public_id}/"))

    assert page.status_code == 404
    assert "Dette er gjort" in page.content.decode()


def test_a_person_of_the_network_has_no_such_page_but_a_card_on_the_own(town, rita, client_of):
    client = client_of(rita)

    assert client.get(address(town.municipality)).status_code == 403
    page = client.get(f"/{town.municipality.slug}/").content.decode()
    assert "Hvilke dager passer for deg?" in page

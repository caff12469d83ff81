"""The answers of a page: the form again, a fragment, onward."""

import json
from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from config.core.jobs.models import Job
from config.core.ui.responses import done, form_page, fragment, refused
from tests.cast import AT


class Name(forms.Form):
    name = forms.CharField()


@pytest.fixture
def asked():
    """A request as the middleware hands it on, from htmx or not."""

    def made(*, htmx: bool = False):
        request: Any = RequestFactory().post("/granvik/")
        request.session = {}
        request._messages = FallbackStorage(request)
        request.htmx = htmx
        request.user = None
        return request

    return made


@pytest.mark.parametrize(("data", "status"), [(None, 200), ({"name": ""}, 422), ({"name": "Alice"}, 200)])
def test_an_invalid_form_answers_422(asked, data, status):
    response = form_page(asked(), "core/forms/errors.html", Name(data))

    assert response.status_code == status
    assert (b"ds-error-summary" in response.content) == (status == 422)


def test_htmx_gets_only_the_part(asked):
    job = Job(state=Job.State.RUNNING, done=3, total=7)

    whole = form_page(asked(), "core/jobs/detail.html", Name(), {"job": job}, partial="progress")
    part = form_page(asked(htmx=True), "core/jobs/detail.html", Name(), {"job": job}, partial="progress")

    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert b'max="7"' in part.content


def test_a_fragment_can_say_something(asked):
    response = fragment(
        asked(htmx=True), "core/forms/errors.html", {"form": Name()}, message="Lagret på nytt"
    )

    assert json.loads(response.headers["HX-Trigger"]) == {"say": {"text": "Lagret på nytt"}}


def test_after_a_change_one_goes_on_with_a_message(asked):
    request = asked()
    response = done(request, "Saved.", "message_list", "granvik")

    assert (response.status_code, response.url) == (303, "/granvik/outbox/")
    assert [(message.level_tag, str(message)) for message in get_messages(request)] == [("success", "Saved.")]


def test_htmx_is_led_on_too(asked):
    response = done(asked(htmx=True), "Saved.", "/granvik/")

    assert (response.status_code, response.headers["HX-Redirect"]) == (200, "/granvik/")


def test_a_refusal_is_shown_with_its_own_words(asked):
    request = asked()
    response = refused(request, ValueError("She rests until May."), "/granvik/")

    assert response.url == "/granvik/"
    assert [(message.level_tag, str(message)) for message in get_messages(request)] == [
        ("error", "She rests until May.")
    ]


def test_a_job_says_how_far_it_has_come_and_asks_again(client_of, alice, municipality):
    job = Job.objects.create(
        kind="test",
        key="1",
        municipality=municipality,
        created_by=alice,
        created_at=AT,
        not_before=AT,
        state=Job.State.RUNNING,
        done=3,
        total=7,
    )
    address = f"/granvik/jobs/{job.public_id}/"

    page = client_of(alice).get(address)
    part = client_of(alice).get(address, headers={"HX-Request": "true"})

    assert page.headers["Refresh"] == "3"
    assert f'hx-get="{address}"' in part.content.decode()
    assert '<progress value="3" max="7"' in part.content.decode()

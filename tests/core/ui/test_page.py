"""What every page has: the way past the menu, language, large text, words for every icon, errors that help."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client, RequestFactory

from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from config.core.ui import navigation
from config.core.ui.errors import server_error
from config.core.ui.templatetags.ui import NoSuchIcon, icon, percent, soft
from tests.cast import AT

_ICON = re.compile(r"""{%\s*icon\s+["'](\w+)["']|\bicon="(\w+)\"""")
_INLINE = re.compile(r"""<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*application/json)|hx-on""")
TEMPLATES = Path(settings.BASE_DIR) / "templates"
ACCOUNT_PAGES = [
    "/accounts/2fa/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
    "/accounts/email/",
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/sessions/",
]
OPEN_PAGES = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/signup/",
    "/help/accessibility/",
]


def test_every_icon_that_a_template_or_the_menu_names_is_there():
    named = {a or b for path in TEMPLATES.rglob("*.html") for a, b in _ICON.findall(path.read_text())}
    named |= {item.icon for item in navigation.registered()}

    assert {
        name for name in named if not icon(name).startswith('<svg class="icon" aria-hidden="true"')
    } == set()


def test_an_unknown_icon_is_refused():
    with pytest.raises(NoSuchIcon):
        icon("NoSuchThing")


def test_every_template_compiles():
    names = [path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*")]

    assert all(get_template(name).template.name == name for name in names)
    assert len(names) > 80


def test_no_template_has_style_or_script_inside():
    found = {
        path.relative_to(TEMPLATES).as_posix(): _INLINE.findall(path.read_text())
        for path in TEMPLATES.rglob("*.html")
    }
    # A letter's styles are inlined before it leaves (css-inline).
    pages = {name: what for name, what in found.items() if not name.startswith("emails/")}

    assert {name: what for name, what in pages.items() if what} == {}


@pytest.mark.parametrize("address", OPEN_PAGES)
def test_open_pages_are_in_our_design(db, client, address):
    page = client.get(address).content.decode()

    assert page.index('class="ds-skip-link"') < page.index("<header")
    assert page.count("<h1") == 1
    assert 'role="status"' in page
    assert "medvirk.css" in page


@pytest.mark.parametrize("address", ACCOUNT_PAGES)
def test_pages_of_the_account_are_in_our_design(client_of, alice, address):
    alice.set_password("a long sentence only for tests")
    alice.save()
    page = client_of(alice).get(address, follow=True).content.decode()

    assert page.count("<h1") == 1
    assert "medvirk.css" in page
    assert 'role="status"' in page


def test_the_first_set_up_of_the_app_shows_a_picture_and_a_key(client, alice):
    client.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 4102444800}]
    session.save()

    page = client.get("/accounts/2fa/totp/activate/").content.decode()

    assert 'src="data:image/svg+xml' in page
    assert 'id="authenticator_secret"' in page


@pytest.mark.parametrize(("cookie", "size"), [("1", "lg"), ("0", "md")])
def test_large_text_is_kept_on_the_device(db, client, cookie, size):
    client.cookies["large_text"] = cookie

    assert f'data-size="{size}"' in client.get("/accounts/login/").content.decode()


def test_the_language_is_said_to_screen_readers_and_can_be_changed(db, client):
    client.post("/language/", {"language": "nn", "next": "/accounts/login/"})
    page = client.get("/accounts/login/").content.decode()

    assert '<html lang="nn"' in page
    assert re.search(r'value="nn" lang="nn" aria-pressed="true"', page)


def test_the_demonstration_offers_a_button_for_each_role(db, client, municipality, settings):
    assert 'name="role"' not in client.get("/accounts/login/").content.decode()
    settings.IS_DEMO = True
    type(municipality).objects.update(is_demonstration=True)

    page = client.get("/accounts/login/", headers={"host": "127.0.0.1"}).content.decode()

    assert re.findall(r'name="role" value="(\w+)"', page) == [
        "facilitator",
        "representative",
        "professional",
        "unit_manager",
        "senior_manager",
        "administrator",
    ]


def test_the_outbox_shows_messages_and_their_state(client_of, alice, municipality):
    message = outbox.queue(
        kind="account.notice",
        municipality=municipality,
        recipient=alice,
        about=alice,
        dedupe_key="1",
        at=AT,
        text="Hi\nYou",
    )
    Message.objects.update(state=Message.State.UNDELIVERABLE, failure="smtp 550")

    listed = client_of(alice).get("/granvik/outbox/?state=undeliverable").content.decode()
    other = client_of(alice).get("/granvik/outbox/?state=sent").content.decode()
    detail = client_of(alice).get(f"/granvik/outbox/{message.public_id}/").content.decode()

    assert message.public_id in listed
    assert message.public_id not in other
    assert "smtp 550" in detail
    assert "You" not in re.sub(r"<[^>]+>", "", detail[detail.index("<main") :]).split()


def test_error_pages_say_what_to_do(client_of, alice, adam):
    missing = client_of(alice).get("/granvik/nothing/here/")
    forbidden = client_of(adam).get("/granvik/outbox/")
    strict = Client(enforce_csrf_checks=True)
    expired = strict.post("/language/", {"language": "nn"})

    assert (missing.status_code, forbidden.status_code, expired.status_code) == (404, 403, 403)
    for page in (missing, forbidden, expired):
        assert page.content.count(b"<h1") == 1
        assert b'<a class="ds-button" href="/"' in page.content


def test_the_page_for_our_own_faults_needs_no_database():
    response = server_error(RequestFactory().get("/granvik/"))

    assert response.status_code == 500
    assert b"<h1>" in response.content
    assert b"medvirk.css" in response.content


def test_long_words_may_break_where_a_reader_would():
    assert soft("Tilgjengelighetserklæring") == "Tilgjengelighets\u00aderklæring"
    assert soft("tjenesteutviklingsprosjekt") == "tjeneste\u00adutviklings\u00adprosjekt"
    assert soft("<b>kort</b>") == "&lt;b&gt;kort&lt;/b&gt;"


def test_a_share_is_never_below_none_or_above_all():
    assert [percent(3, 7), percent(0, 0), percent(9, 7), percent(7, 7)] == [43, 0, 100, 100]

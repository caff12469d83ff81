"""Every address says who may open it, and the matrix of address, role and municipality holds."""

import re
from collections import Counter
from typing import Any

import pytest
from django.urls import reverse

from config.core.access.permissions import ROLE_PERMISSIONS, Permission
from config.core.organisations.models import RESERVED_SLUGS, Role
from tests.helpers.house import addresses

# Pages of packages, read through one by one: they ask for themselves who is there. A new one is not let in by itself.
REVIEWED = {
    "allauth.account.views": {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",  # closed by our adapter
        "account_reauthenticate",
        "account_email",
        "account_email_verification_sent",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_confirm_login_code",
        "account_confirm_email",
        "account_reset_password_from_key_done",
        "account_reset_password_from_key",
        "account_reset_password_done",
        "account_request_login_code",
    },
    "allauth.mfa.base.views": {"mfa_index", "mfa_authenticate", "mfa_reauthenticate"},
    "allauth.mfa.totp.views": {"mfa_activate_totp", "mfa_deactivate_totp"},
    "allauth.mfa.recovery_codes.views": {
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    },
    "allauth.mfa.webauthn.views": {
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_edit_webauthn",
        "mfa_login_webauthn",
    },
    "allauth.usersessions.views": {"usersessions_list"},
    "drf_spectacular.views": {"schema", "api_docs"},
}
# Anyone may open these. The reason is on the view; each was read when it came onto this list.
PUBLIC = {
    "brief_open",
    "language_set",
    "large_text_set",
    "demonstration_sign_in",
    "health_live",
    "health_ready",
    "tokens",
    "accessibility",
    "answer_open",
    "answer_days",
    "reaction_open",
    "promise_open",
    "ask_open",
    "project_open",
    "answer_not_me",
    "answer_until",
    "answer_why",
    "answer_without_token",
    "answer_by_code",
    "answer_question",
    "coming_open",
    "coming_file",
    "calendar_feed",
    "poll_open",
    "feedback_open",
    "svar_by_code",
    "still_right_open",
    "still_right_pause",
    "still_right_leave",
    "still_right_without_token",
    "join_open",
    "join_done",
    "declaration_open",
    "stop_hearing",
    "call_open",
    "call_open_own",
}
MUNICIPAL = re.compile(r"^\^\(\?P<municipality>")


def _is_stated(pattern: Any) -> bool:
    view = pattern.callback
    views = getattr(view, "cls", None)
    if views is None:
        return any(getattr(view, name, None) for name in ("permission", "public", "signed_in"))
    if getattr(views, "public", None):
        return True
    actions = set(getattr(view, "actions", {}).values())
    return bool(actions) and actions <= views.permissions.keys()


def _is_reviewed(pattern: Any) -> bool:
    return pattern.name in REVIEWED.get(pattern.callback.__module__, ())


def test_every_address_states_its_permission():
    silent = [
        address for address, pattern in addresses() if not (_is_stated(pattern) or _is_reviewed(pattern))
    ]

    assert not silent


def test_no_address_of_the_api_is_answered_by_two():
    asked = Counter(
        (address, method)
        for address, pattern in addresses()
        for method in getattr(pattern.callback, "actions", None) or ()
    )

    assert [found for found, times in asked.items() if times > 1] == []


def test_every_public_page_has_been_reviewed():
    found = {
        pattern.name
        for _address, pattern in addresses()
        if getattr(pattern.callback, "public", None)
        or getattr(getattr(pattern.callback, "cls", None), "public", None)
    }

    assert found <= PUBLIC


def test_every_page_of_a_municipality_asks_for_a_permission_there():
    inside = [(address, pattern) for address, pattern in addresses() if MUNICIPAL.match(address)]

    assert inside
    assert not [
        address for address, pattern in inside if not isinstance(pattern.callback.permission, Permission)
    ]


def test_no_municipality_can_take_the_first_part_of_an_address():
    firsts = {
        address.partition("/")[0] for address, _pattern in addresses() if not MUNICIPAL.match(address)
    } - {""}

    assert {first for first in firsts if re.fullmatch(r"[a-z][a-z0-9-]+", first)} <= RESERVED_SLUGS


@pytest.fixture
def people(alice, bob, uma, pia, adam) -> dict[Role, Any]:
    return {
        Role.FACILITATOR: alice,
        Role.SENIOR_MANAGER: bob,
        Role.UNIT_MANAGER: uma,
        Role.PROFESSIONAL: pia,
        Role.ADMINISTRATOR: adam,
    }


def _pages() -> list[tuple[str, Permission]]:
    """Address in Granvik and permission of every page there; ids are of nothing."""
    found = []
    for address, pattern in addresses():
        if MUNICIPAL.match(address):
            view: Any = pattern.callback
            names = set(pattern.pattern.regex.groupindex)
            arguments = {name: 999999 if f"<int:{name}>" in address else "nothing" for name in names}
            found.append(
                (
                    reverse(pattern.name, kwargs=arguments | {"municipality": "granvik"}),
                    view.permission,
                )
            )
    return found


def test_pages_open_for_the_roles_that_may_and_for_nobody_else(people, client_of):
    pages = _pages()
    wrong = []
    for role, person in people.items():
        client = client_of(person)
        for address, permission in pages:
            status = client.get(address).status_code
            if (status == 403) == (permission in ROLE_PERMISSIONS[role]):
                wrong.append(f"{role} {address}: {status}")

    assert not wrong


def test_pages_of_another_municipality_are_not_there(people, charlie, client_of):
    client = client_of(charlie)
    statuses = {address: client.get(address).status_code for address, _permission in _pages()}

    assert {address: status for address, status in statuses.items() if status != 404} == {}


def test_pages_lead_the_signed_out_to_sign_in(municipality, client):
    for address, _permission in _pages():
        answer = client.get(address)

        assert answer.status_code == 302
        assert answer.url.startswith("/accounts/login/")


def test_the_api_is_closed_to_the_signed_out(db, client):
    closed = [
        f"/{address}"
        for address, p in addresses()
        if address.startswith("api/v1/^") and address.endswith("/$")
    ]
    plain = [
        re.sub(r"\(\?P<\w+>\[[^\]]+\][^)]*\)", "nothing", address).replace("^", "").replace("$", "")
        for address in closed
    ]

    assert plain
    assert {
        address: client.get(address).status_code
        for address in plain
        if client.get(address).status_code != 401
    } == {}

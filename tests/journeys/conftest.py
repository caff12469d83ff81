"""A headless Chromium against the real pages: nothing from another host, nothing that the policy refuses."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, sync_playwright

from config.core.accounts.models import User
from config.core.management.servers import chromium
from tests.journeys.demonstration import Demonstration, started

# Playwright runs an event loop in this thread; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = chromium()
    if found is None:
        pytest.fail("no Chromium: install one (on Debian: apt install chromium), or set CHROMIUM to its path")
    opened = playwright.chromium.launch(executable_path=found, args=QUIET)
    yield opened
    opened.close()


class Watch:
    """What went wrong in the browser while a journey ran."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def guard(self, context: BrowserContext, home: str) -> None:
        """Refuses every other host, and notes errors of scripts and of the content policy."""
        host = urlsplit(home).netloc

        def route(request: Route) -> None:
            if urlsplit(request.request.url).netloc in (host, ""):
                request.continue_()
            else:
                self.faults.append(f"asked for {request.request.url}")
                request.abort()

        context.route("**/*", route)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("console", self._console)

    def _console(self, message: Any) -> None:
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.faults.append(message.text)


@pytest.fixture
def open_page(browser: Browser, live_server: Any, transactional_db: None) -> Iterator[Callable[..., Page]]:
    """`open_page(width=320, scheme="dark", language="nn", scripts=False)`: a page of a new browser.

    At the end no script may have failed, no host but ours been asked, and the policy refused nothing.
    """
    contexts: list[BrowserContext] = []
    watch = Watch()

    def opened(
        *, width: int = 1280, scheme: Any = "light", language: str = "nb", scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        watch.guard(context, live_server.url)
        spoken = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}
        context.add_cookies([spoken])  # type: ignore[list-item]  # a plain dict of the three keys
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert watch.faults == []


@pytest.fixture
def signed_in(live_server: Any, client_of: Callable[[User], Client]) -> Callable[[Page, User], None]:
    """`signed_in(page, alice)`: the browser becomes hers, second factor in place."""

    def sign_in(page: Page, user: User) -> None:
        cookie = client_of(user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return sign_in


@pytest.fixture(scope="session")
def demonstration() -> Iterator[Demonstration]:
    """A fresh Nordvik, served by `manage.py demo` as a user starts it."""
    with tempfile.TemporaryDirectory() as folder, started(Path(folder)) as running:
        yield running


@pytest.fixture(scope="session")
def accounts(demonstration: Demonstration) -> dict[str, dict[str, str]]:
    """The accounts of `var/demo.json`, by role."""
    content = json.loads((demonstration.folder / "demo.json").read_text())
    return {row["role"]: row for row in content["accounts"]}


@pytest.fixture
def page_as(browser: Browser, demonstration: Demonstration) -> Iterator[Callable[..., Page]]:
    """`page_as("facilitator", width=390)`: a page of the demonstration, signed in with one press.

    At the end no script may have failed, no host but ours been asked, and the policy refused nothing.
    """
    contexts: list[BrowserContext] = []
    watch = Watch()

    def opened(
        role: str | None,
        *,
        width: int = 1280,
        scheme: Any = "light",
        language: str = "nb",
        scripts: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=demonstration.address,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        watch.guard(context, demonstration.address)
        spoken = {"name": "django_language", "value": language, "url": demonstration.address}
        context.add_cookies([spoken])  # type: ignore[list-item]  # a plain dict of the three keys
        contexts.append(context)
        page = context.new_page()
        if role is not None:
            page.goto("/accounts/login/")
            page.click(f"button[name=role][value={role}]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watch.faults == []

"""A demonstration of its own, a browser, and pages signed in by role. One process for the whole run."""

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from config.core.management.servers import chromium
from tests.journeys.demonstration import Demonstration, started

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def demonstration() -> Iterator[Demonstration]:
    """A fresh Nordvik, served by `manage.py demo` as a user starts it."""
    with tempfile.TemporaryDirectory() as folder, started(Path(folder)) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    path = chromium()
    assert path is not None, "this part runs only where there is a Chromium"
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def page_as(browser: Browser, demonstration: Demonstration) -> Iterator[Callable[..., Page]]:
    """`page_as("facilitator", width=390)`: a page signed in with one press; closed after the test.

    Fails the test when the console said an error or another host was asked.
    """
    contexts, said, strangers = [], [], []

    def opened(role: str | None, *, width: int = 1280, scripts: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            base_url=demonstration.address,
            java_script_enabled=scripts,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda m: said.append(m.text) if m.type == "error" and "422" not in m.text else None
        )
        page.on(
            "request",
            lambda r: None if r.url.startswith((demonstration.address, "data:")) else strangers.append(r.url),
        )
        if role is not None:
            page.goto("/accounts/login/")
            page.click(f"button[name=role][value={role}]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert strangers == []


@pytest.fixture(scope="session")
def accounts(demonstration: Demonstration) -> dict[str, dict[str, str]]:
    """The accounts of `var/demo.json`, by role."""
    content = json.loads((demonstration.folder / "demo.json").read_text())
    return {row["role"]: row for row in content["accounts"]}

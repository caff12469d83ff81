"""What every page must pass in the browser: axe finds nothing, and nothing hangs over the edge."""

import os
import re
from itertools import product
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS, SCHEMES, LANGUAGES = (1280, 320), ("light", "dark"), ("nb", "nn", "en")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# These would hide what lies under them; `assert_menus_fit` opens them one by one.
OVER_THE_PAGE = "[data-menu]"
OPEN = f"document.querySelectorAll('details:not({OVER_THE_PAGE})').forEach(one => {{ one.open = true; }})"
# What unfolds moves what is below it; it lies still when the height has not changed for ten frames.
STILL = """async () => {
  let height = -1;
  for (let same = 0; same < 10; same += 1) {
    await new Promise(requestAnimationFrame);
    if (document.documentElement.scrollHeight !== height) { same = 0; }
    height = document.documentElement.scrollHeight;
  }
}"""


def looks(turn: int) -> list[tuple[int, str, str]]:
    """Width, scheme and language a page is looked at in: one that turns from page to page, all under AXE_ALL=1."""
    every = list(product(WIDTHS, SCHEMES, LANGUAGES))
    return every if os.environ.get("AXE_ALL") else [every[turn * 7 % len(every)]]


def assert_accessible(page: Page) -> None:
    """No violation with all details open, and no scrolling to the side. Menus that lie over the page stay shut."""
    # What unfolds slowly lies over what is below it meanwhile: a finding of no page that anybody reads.
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(OPEN)
    page.evaluate(STILL)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    said = [_said(violation) for violation in found.response["violations"]]
    assert not said, "; ".join(said)
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{too_wide} px hang over the edge at {page.url}"


def assert_menus_fit(page: Page) -> None:
    """Each menu over the page, opened alone: inside the window, and no violation."""
    for menu in page.locator(OVER_THE_PAGE).all():
        menu.locator("summary").click()
        box = menu.locator(".menu-panel").bounding_box()
        width = page.evaluate("document.documentElement.clientWidth")
        assert box is not None
        assert box["x"] >= 0, f"{-box['x']} px of a menu hang over the left edge"
        assert box["x"] + box["width"] <= width, "a menu hangs over the right edge"
        found = Axe().run(page, OVER_THE_PAGE, options={"runOnly": {"type": "tag", "values": RULES}})
        said = [_said(violation) for violation in found.response["violations"]]
        assert not said, "; ".join(said)
        menu.locator("summary").click()


def _said(violation: dict[str, Any]) -> str:
    nodes = "; ".join(re.sub(r"\s+", " ", node["html"])[:200] for node in violation["nodes"][:3])
    return f"{violation['id']}: {violation['help']}: {nodes}"

"""A browser opens links, runs every script, waits and moves no mouse, as some scanners do: nobody has answered (T44).

    python -m benchmarks.faults.waiting_browser [--links 5] [--seconds 3] [--sabotage script]

The figure of the house is 50 links and 30 seconds. `--sabotage script` has a page that presses a button by itself, and
must fail. Needs a Chromium.
"""

from typing import Any

from benchmarks.faults.asked import Counted, ask, make_people, options, scene
from benchmarks.faults.served import links, send, served
from config.core.management.servers import chromium

AT_ONCE = 10


def main() -> None:
    parser = options(__doc__, "script")
    parser.add_argument("--links", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    given = parser.parse_args()
    counted = Counted()
    with scene("waiting_browser", given.server) as municipality:
        _wanted, rows = ask(municipality, people=make_people(municipality, given.links), seats=2)
        with served() as port:
            seen = _wait(port, links(rows), given.seconds, presses=bool(given.sabotage))
            _check(counted, port, rows, seen)
    counted.end()


def _wait(port: int, addresses: list[str], seconds: int, *, presses: bool) -> int:
    """How many pages showed the answers; each stays open for so long."""
    from playwright.sync_api import sync_playwright

    seen = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--headless", "--no-sandbox"])
        for first in range(0, len(addresses), AT_ONCE):
            pages = [browser.new_page() for _one in addresses[first : first + AT_ONCE]]
            for page, address in zip(pages, addresses[first:], strict=False):
                page.goto(f"http://127.0.0.1:{port}{address}", wait_until="networkidle")
                seen += page.locator("button[name=answer]").count() > 1
                if presses:
                    page.evaluate("document.querySelector('button[name=answer]').click()")
            pages[-1].wait_for_timeout(seconds * 1000)
            for page in pages:
                page.close()
        browser.close()
    return seen


def _check(counted: Counted, port: int, rows: list[Any], seen: int) -> None:
    from participation.models import Answer

    counted.that("every page showed its answers", good=seen == len(rows), found=seen)
    counted.that("no link was answered", good=not Answer.objects.exists(), found=Answer.objects.count())
    pressed = send(port, "POST", links(rows)[0], answer="maybe")
    counted.that("a link works after it", good=pressed.status == 303, found=pressed.status)


if __name__ == "__main__":
    main()

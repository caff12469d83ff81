"""Looking at a page in a width, a scheme and a language, and keeping what was found for the last full look."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.checks import LANGUAGES, SCHEMES, WIDTHS, assert_accessible

KEPT = Path(__file__).resolve().parents[2] / "docs" / "accessibility-checks.md"
Look = tuple[int, str, str]


@dataclass
class Looked:
    """Which pages were looked at as whom, in how many looks, and what was wrong."""

    pages: dict[tuple[str, str], int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def noting(self, name: str, role: str, look: Look) -> Iterator[None]:
        """A fault is kept with where it was found, so that one page does not hide the next."""
        self.pages[name, role] = self.pages.get((name, role), 0) + 1
        try:
            yield
        except AssertionError as fault:
            words = str(fault).split("\nassert ")[0].replace("\n", " ")
            self.faults.append(f"{name} as {role}, {' '.join(map(str, look))}: {words}")

    def written(self, on: date) -> str:
        """The page of `docs/` about the last full look."""
        by_name: dict[str, list[str]] = {}
        for name, role in sorted(self.pages):
            by_name.setdefault(name, []).append(role)
        total = sum(self.pages.values())
        combinations = f"{len(WIDTHS)} widths, {len(SCHEMES)} schemes and {len(LANGUAGES)} languages"
        lines = [
            "# Accessibility: the last full look",
            "",
            f"Written by `make axe-all` on {on:%d.%m.%Y}: {len(self.pages)} pages in {combinations}, "
            f"{total} looks, all details open. axe (WCAG 2.0, 2.1 and 2.2 A and AA, best practice), no scrolling to "
            "the side, no message in the console.",
            "",
            f"Found: {len(self.faults) or 'nothing'}.",
            "",
            *(f"- {fault}" for fault in self.faults),
            *([""] if self.faults else []),
            "| page | looked at as |",
            "|---|---|",
            *(f"| {name} | {', '.join(roles)} |" for name, roles in by_name.items()),
            "",
            "A machine finds a part of what can be wrong. Alternative texts, plain language and screen readers are "
            "looked at by people.",
        ]
        return "\n".join(lines) + "\n"


def turn_to(page: Page, look: Look, path: str, *, status: int = 200) -> None:
    """Opens the page in a look, and holds it to what every page must pass."""
    width, scheme, language = look
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of SCHEMES
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == status, f"{answer.status} at {path}"
    assert_accessible(page)

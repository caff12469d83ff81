"""Walking every page that a person can reach by links, as a browser without scripts would."""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, URLPattern, URLResolver, resolve, reverse

from config.urls import pages

# A form that asks (method get) is a link only with what is typed in it.
LINK = re.compile(r"""(?:href|method="post" action)=["']([^"'#]+)""")
LEFT_ALONE = ("/static/", "/accounts/", "/api/", "/language/", "/me/", "/demo/", "/health/")
# Pages of things with many states lead to different pages: more of them are opened.
MANY_STATES = (
    "project_detail",
    "request_detail",
    "meeting_detail",
    "invitation_detail",
    "contribution_detail",
    "claim_detail",
    "my_claim_detail",
)
TIMES_MORE = 6
ONLY_POSTED = 405
SENT_ON = (302, 303)


@dataclass(frozen=True)
class Answer:
    """What came back from one address; the text only of a page."""

    status: int
    html: str
    statements: int = 0
    onward: str = ""


@dataclass(frozen=True)
class Page:
    """One page as it was found: its name, address, status, SQL statements and text."""

    name: str
    path: str
    status: int
    statements: int
    html: str


Ask = Callable[[str], Answer]


def asking(client: Client) -> Ask:
    """Asks the pages in this process, and counts SQL statements."""

    def ask(path: str) -> Answer:
        # A walk over every page asks more statements than the log holds.
        connection.queries_log.clear()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        is_page = response.get("Content-Type", "").startswith("text/html") and response.status_code == 200
        return Answer(
            response.status_code,
            response.content.decode() if is_page else "",
            len(queries.captured_queries),
            response.get("Location", ""),
        )

    return ask


def crawl(ask: Ask, *starts: str, samples: int = 3, most: int = 1000) -> list[Page]:
    """Pages reached from `starts` by links, at most `samples` of each name, breadth first. Forms are not sent.

    Where a form is posted to answers 405 (`ONLY_POSTED`), and is in the list too.
    """
    seen: set[str] = set()
    taken: dict[str, int] = {}
    found: list[Page] = []
    waiting = deque(starts)
    while waiting and len(found) < most:
        path = waiting.popleft()
        name = name_of(path)
        most_of_it = samples * (TIMES_MORE if name in MANY_STATES else 1)
        if path in seen or name is None or taken.get(name, 0) >= most_of_it:
            continue
        seen.add(path)
        answer = ask(path)
        taken[name] = taken.get(name, 0) + 1
        if answer.status in SENT_ON and name_of(answer.onward):
            # A page of another room that is one or the other: the address decides, and no link knows.
            waiting.append(answer.onward)
            found.append(Page(name, path, 200, answer.statements, ""))
            continue
        found.append(Page(name, path, answer.status, answer.statements, answer.html))
        waiting.extend(urljoin(path, link.replace("&amp;", "&")) for link in LINK.findall(answer.html))
    return found


def name_of(path: str) -> str | None:
    """The name of an address of ours; None for what the walk leaves alone."""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or parts.path.startswith(LEFT_ALONE):
        return None
    try:
        return resolve(parts.path).url_name
    except Resolver404:
        return None


def inside(slug: str) -> dict[str, str]:
    """Every named address inside a municipality, with ids of nothing."""

    def gather(patterns: list[URLPattern | URLResolver]) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in patterns:
            if isinstance(one, URLResolver):
                found |= gather(one.url_patterns)
            elif one.name:
                found[one.name] = reverse(one.name, args=[slug, *["x" * 22 for _ in one.pattern.converters]])
        return found

    return gather(list(pages))

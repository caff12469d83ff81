"""Walking every page that a person can reach by links, as a browser without scripts would."""

import re
from collections import deque
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

LINK = re.compile(r"""(?:href|action)=["']([^"'#]+)""")
LEFT_ALONE = ("/static/", "/accounts/", "/api/", "/language/", "/me/", "/demo/", "/health/")


@dataclass(frozen=True)
class Page:
    """One page as it was found: its name, address, status, SQL statements and text."""

    name: str
    path: str
    status: int
    statements: int
    html: str


def crawl(client: Client, start: str, *, samples: int = 3, most: int = 400) -> list[Page]:
    """Pages reached from `start` by links, at most `samples` of each name, breadth first. Forms are not sent."""
    seen: set[str] = set()
    taken: dict[str, int] = {}
    found: list[Page] = []
    waiting = deque([start])
    while waiting and len(found) < most:
        path = waiting.popleft()
        name = name_of(path)
        if path in seen or name is None or taken.get(name, 0) >= samples:
            continue
        seen.add(path)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        if response.status_code == 405:
            continue
        taken[name] = taken.get(name, 0) + 1
        is_page = response.get("Content-Type", "").startswith("text/html") and response.status_code == 200
        html = response.content.decode() if is_page else ""
        found.append(Page(name, path, response.status_code, len(queries), html))
        waiting.extend(urljoin(path, link.replace("&amp;", "&")) for link in LINK.findall(html))
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

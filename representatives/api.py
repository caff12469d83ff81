"""The API of this app: prefix, views and base name of each collection."""

from typing import Any

from representatives.catalogue.api import TermViews
from representatives.consent.api import ConsentViews, ProfileTermViews
from representatives.registry.api import RepresentativeViews
from representatives.spreadsheets.api import ImportViews

ROUTES: list[tuple[str, Any, str]] = [
    ("consents", ConsentViews, "consent"),
    ("imports", ImportViews, "import"),
    ("profile-terms", ProfileTermViews, "profile_term"),
    ("representatives", RepresentativeViews, "representative"),
    ("terms", TermViews, "term"),
]

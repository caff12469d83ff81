"""The API of this app: prefix, views and base name of each collection."""

from typing import Any

from participation.engagement.api import EngagementViews, ProfessionalViews
from participation.reflections.api import ReflectionViews
from participation.reports.api import ReportViews
from participation.support.api import AskViews

ROUTES: list[tuple[str, Any, str]] = [
    ("asks", AskViews, "ask"),
    ("engagement", EngagementViews, "engagement"),
    ("professionals", ProfessionalViews, "professional"),
    ("reflections", ReflectionViews, "reflection"),
    ("reports", ReportViews, "report"),
]

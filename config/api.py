"""Every address of the API, gathered from the rooms."""

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

import config.core.accounts.schema  # noqa: F401  # tells the OpenAPI schema how one signs in
import participation.api
import projects.api
import representatives.api
from config.core.accounts.api import TokenView
from config.core.audit.api import AuditViews
from config.core.organisations.api import MemberViews, MunicipalityViews, UnitViews
from config.core.organisations.look_api import LookViews
from config.core.outbox.api import MessageViews

router = SimpleRouter()
router.register("municipalities", MunicipalityViews, basename="municipality")
router.register("units", UnitViews, basename="unit")
router.register("members", MemberViews, basename="member")
router.register("look", LookViews, basename="look")
router.register("access-log", AuditViews, basename="event")
router.register("messages", MessageViews, basename="message")
for app in (representatives.api, projects.api, participation.api):
    for prefix, views, basename in app.ROUTES:
        router.register(prefix, views, basename=basename)

urlpatterns: list[URLPattern | URLResolver] = [
    path("tokens/", TokenView.as_view(), name="tokens"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api_docs"),
    *router.urls,
]

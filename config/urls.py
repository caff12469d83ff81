"""Every address. A municipality's pages begin with its slug; the API begins with /api/v1/."""

from django.conf import settings
from django.urls import include, path, re_path

from config import api
from config.core.accounts import views as accounts
from config.core.ui import showcase
from config.core.ui import views as ui

handler400 = "config.core.ui.errors.bad_request"
handler403 = "config.core.ui.errors.forbidden"
handler404 = "config.core.ui.errors.not_found"
handler500 = "config.core.ui.errors.server_error"

pages = [
    path("", include("config.core.pages")),
    path("", include("representatives.urls")),
    path("", include("projects.urls")),
    path("", include("participation.urls")),
]

urlpatterns = [
    path("", accounts.front_door, name="home"),
    path("accounts/", include("allauth.urls")),
    path("language/", ui.language_set, name="language_set"),
    path("help/accessibility/", ui.accessibility, name="accessibility"),
    *([path("components/", showcase.components, name="components")] if settings.DEBUG else []),
    path("me/large-text/", ui.large_text_set, name="large_text_set"),
    path("demo/sign-in/", accounts.demonstration_sign_in, name="demonstration_sign_in"),
    path("health/", include("config.core.health.urls")),
    path("api/v1/", include(api.urlpatterns)),
    path("", include("representatives.open_urls")),
    path("", include("projects.open_urls")),
    path("", include("participation.open_urls")),
    re_path(r"^(?P<municipality>[a-z][a-z0-9-]+)/", include(pages)),
]

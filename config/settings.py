"""All settings, from the environment, with safe defaults.

`MEDVIRK_MODE` is `local` (default: one machine, loopback only), `demo` (set by `manage.py demo`), `test`, or
`production`, which refuses to start with anything unsafe (`config.core.health.startup`).
"""

import os
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.core.health import startup
from config.schema_names import ENUMS

# Lets `models.CharField[str, str]` and `QuerySet[Row]` be written in class headers.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("MEDVIRK_VAR", BASE_DIR / "var"))
env = environ.Env()

MODE: str = env.str("MEDVIRK_MODE", "local")
IS_DEMO = MODE == "demo"
IS_PRODUCTION = MODE == "production"
DEBUG = env.bool("DEBUG", False)

# --- Secrets. Outside production they are made once and kept under var/.
SECRET_KEY: str = env.str("SECRET_KEY", "") or startup.local_secret(VAR_DIR / "secret.key", MODE)
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
# Field encryption, blind indexes and invitation links: "id:base64,id:base64", the first is used for writing.
KEYRING: str = env.str("FIELD_KEYS", "") or startup.local_keyring(VAR_DIR / "field.keys", MODE)

# --- Where we are reached
BASE_URL: str = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = [BASE_URL] if BASE_URL.startswith("https://") else []
TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", 0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "config.core.apps.CoreConfig",
    "representatives.apps.RepresentativesConfig",
    "projects.apps.ProjectsConfig",
    "participation.apps.ParticipationConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.core.ui.middleware.ResponsePolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.core.accounts.middleware.OwnLanguage",
    "config.core.accounts.middleware.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.core.ui.middleware.WholeAddress",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            # Partials around the cached loader around cotton: with their SimpleAppConfigs nothing is added by magic.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "config.core.ui.templatetags.ui",
                "participation.sendings.tags",
            ],
            "libraries": {"ui": "config.core.ui.templatetags.ui"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.core.ui.context.page",
            ],
        },
    }
]
FORM_RENDERER = "config.core.ui.forms.Renderer"
COTTON_DIR = "components"

# --- Database. DATABASE_URL is the application's role; DATABASE_OWNER_URL, when given, migrates.
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
    "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000;"
)
_DATABASE_URL = env.str("DATABASE_URL", "") or f"sqlite:///{VAR_DIR / 'medvirk.sqlite3'}"
if startup.is_migrating():
    _DATABASE_URL = env.str("DATABASE_OWNER_URL", "") or _DATABASE_URL
DATABASES: dict[str, dict[str, Any]] = {"default": env.db_url_config(_DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": _SQLITE_PRAGMAS,
    }
else:
    # Our queries are short and wide: making machine code for one took three times as long as answering it.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
    if env.bool("DATABASE_POOL", False):
        DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
        DATABASES["default"]["CONN_MAX_AGE"] = 0
    else:
        DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
        # A connection from before the database was restarted is not used once more.
        DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Background work: with Redis in production, inside the process when there is none.
REDIS_URL: str = env.str("REDIS_URL", "")
CELERY_BROKER_URL = REDIS_URL or "memory://localhost//"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1}
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {"socket_timeout": 5, "socket_connect_timeout": 2, "visibility_timeout": 1200}
    if REDIS_URL
    else {"polling_interval": 0.1}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Oslo"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "outbox-sweep": {"task": "outbox.sweep", "schedule": 60.0},
    "jobs-sweep": {"task": "jobs.sweep", "schedule": 60.0},
    "sendings-leave": {"task": "sendings.leave", "schedule": 60.0},
    "invitations-expire": {"task": "invitations.expire", "schedule": 3600.0},
    "invitations-remind": {"task": "invitations.remind", "schedule": 3600.0},
    "meetings-remind": {"task": "meetings.remind", "schedule": 3600.0},
    "polls-nudge": {"task": "polls.nudge", "schedule": 3600.0},
    "feedback-send": {"task": "feedback.send", "schedule": 300.0},
    "feedback-remind": {"task": "feedback.remind", "schedule": 3600.0},
    "feedback-ask-later": {"task": "feedback.ask_later", "schedule": crontab(hour=8, minute=5)},
    "keeping-times": {"task": "privacy.keep", "schedule": 3600.0},
    # In the morning, so that no letter arrives at night.
    "promises-go-round": {
        "task": "promises.go_round",
        "schedule": crontab(hour=7, minute=30, day_of_week="mon-fri"),
    },
    "support-go-round": {
        "task": "support.go_round",
        "schedule": crontab(hour=7, minute=40, day_of_week="mon-fri"),
    },
    "reports-order-due": {"task": "reports.order_due", "schedule": crontab(hour=5, minute=30)},
    "tasks-send-digests": {
        "task": "tasks.send_digests",
        "schedule": crontab(hour=7, minute=0, day_of_week="mon-fri"),
    },
    "comparison-count-quarter": {"task": "comparison.count_quarter", "schedule": crontab(hour=6, minute=20)},
    "network-freshness": {"task": "freshness.go_round", "schedule": crontab(hour=7, minute=15)},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "schedule")

_CACHE_URL = env.str("CACHE_URL", "")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _CACHE_URL}
    if _CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# --- Mail. Without EMAIL_URL nothing leaves the machine: messages stay to be read in the outbox.
EMAIL_URL: str = env.str("EMAIL_URL", "")
vars().update(
    env.email_url_config(EMAIL_URL) if EMAIL_URL else {"EMAIL_BACKEND": "config.core.outbox.kept.KeptBackend"}
)
EMAIL_TIMEOUT = env.float("EMAIL_TIMEOUT", 10)
# How long a worker has for one message, and what becomes of one whose worker died: docs/outbox.md.
OUTBOX_LEASE_SECONDS = env.float("OUTBOX_LEASE_SECONDS", 60)
OUTBOX_AFTER_CRASH: str = env.str("OUTBOX_AFTER_CRASH", "resend")
# How long a sending can still be stopped.
SENDING_PAUSE_SECONDS = env.float("SENDING_PAUSE_SECONDS", 120)
# Where mail that does not arrive is sent back to, as bounce+<letter>@…; read by `manage.py read_bounces`.
BOUNCE_ADDRESS: str = env.str("BOUNCE_ADDRESS", "")
# Domains, addresses and beginnings of numbers that may be reached; a trial reaches invented people only.
OUTBOX_ALLOWED: list[str] = env.list("OUTBOX_ALLOWED", default=["*"] if IS_PRODUCTION else [])
SMS_URL: str = env.str("SMS_URL", "")
SMS_TOKEN: str = env.str("SMS_TOKEN", "")
SMS_SENDER: str = env.str("SMS_SENDER", "Medvirk")
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", "Medvirk <medvirk@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Accounts
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "config.core.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "config.core.accounts.adapter.MFAAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {"request_login_code": "config.core.accounts.forms.RequestCodeForm"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Medvirk"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False

# --- The API
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "config.core.accounts.authentication.TokenAuthentication",
        "config.core.accounts.authentication.StaffSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["config.core.access.api.HasPermission"],
    "DEFAULT_PAGINATION_CLASS": "config.core.ui.api.Pages",
    "PAGE_SIZE": 50,
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "config.core.ui.api.problem_details",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "config.core.ui.parsers.WholeJSON",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_THROTTLE_RATES": {"tokens": "30/min"},
    # Whose address is counted: never what the client itself writes in X-Forwarded-For.
    "NUM_PROXIES": TRUSTED_PROXIES,
    "DATETIME_FORMAT": "iso-8601",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Medvirk",
    "DESCRIPTION": "The same rooms as the pages, with the same permissions.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.core.ui.api.with_problems",
    ],
    "ENUM_NAME_OVERRIDES": ENUMS,
}

# --- Language
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
FORMAT_MODULE_PATH = ["config.core.ui.formats"]

# --- Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Front-end packages: styles and fonts are served from here, icons are read from here.
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS: list[Any] = [
    BASE_DIR / "static",
    ("vendor/designsystemet-css", NODE_MODULES / "@digdir/designsystemet-css/dist"),
    ("vendor/designsystemet-web", NODE_MODULES / "@digdir/designsystemet-web/dist/umd"),
    ("vendor/inter", NODE_MODULES / "@fontsource-variable/inter/files"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
# An uploaded list is read in memory and never written down: it may hold what must not be kept.
FILE_UPLOAD_HANDLERS = ["config.core.ui.uploads.MemoryOnly"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# --- What browsers are told
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-session" if _HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _HTTPS else "csrf"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = IS_PRODUCTION and _HTTPS
SECURE_HSTS_SECONDS = 63072000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
CSRF_FAILURE_VIEW = "config.core.ui.errors.csrf_failure"

LOGGING = startup.logging(MODE)

startup.refuse_contradictions(globals())
if IS_PRODUCTION:
    startup.refuse_unsafe(globals())

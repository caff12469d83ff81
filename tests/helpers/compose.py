"""docker-compose.yml, as the tests read it."""

import re
from typing import Any

import yaml

from tests.helpers.house import ROOT

_VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
OWN = ("migrate", "web", "worker", "scheduler")


def services() -> dict[str, dict[str, Any]]:
    """The services by name, with anchors and merges resolved."""
    read: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return read


def environment(service: dict[str, Any], given: dict[str, str]) -> dict[str, str]:
    """The service's environment with `given` for its variables, and the defaults of those that have one."""

    def value(match: re.Match[str]) -> str:
        return given[match[1]] if match[2] == "?" else given.get(match[1], match[3])

    return {name: _VARIABLE.sub(value, str(text)) for name, text in service["environment"].items()}

"""What must not be in the package, and that its facts are a closed list."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

import projects.matching
from projects.matching import keys
from projects.matching.composition import Member
from projects.matching.gates import Barrier, Gate
from projects.matching.ordering import SHOWN_PER_SEAT, Candidate, Group, Listing
from projects.matching.reasons import PARAMETERS, Code, Kind, Reason, Remedy
from projects.matching.values import Need, Person, Request
from projects.matching.why_not import Answer

SOURCES = sorted(Path(projects.matching.__file__).parent.glob("*.py"))


def words(*classes: type) -> set[str]:
    return {word for each in classes for field in fields(each) for word in field.name.split("_")}


def test_nothing_about_gender_age_or_origin_reaches_the_key() -> None:
    private = {"gender", "sex", "age", "birth", "born", "origin", "country", "ethnicity", "name"}

    assert not private & words(Person, Request, Need)


def test_nothing_that_leaves_for_show_holds_points_a_total_or_a_place() -> None:
    telling = {
        "key",
        "total",
        "points",
        "point",
        "score",
        "rank",
        "place",
        "position",
        "part",
        "parts",
        "stars",
    }

    assert not telling & words(Candidate, Group, Barrier, Answer, Member)
    assert not telling & words(Listing)
    carried = {name for code in Code if code not in OF_ALL for name in PARAMETERS[code]}
    assert not telling & carried


OF_ALL = {Code.MUSTS_MET, Code.IN_EVERY_MUST, Code.IN_ALL_BUT_ONE, Code.IN_PARTLY}


def test_a_total_in_a_fact_is_a_count_of_musts_and_nothing_else() -> None:
    assert {code for code in Code if "total" in PARAMETERS[code]} == OF_ALL
    assert all(PARAMETERS[code] == {"met": Kind.COUNT, "total": Kind.COUNT} for code in OF_ALL)


def test_every_fact_has_its_parameters_and_no_code_is_unused() -> None:
    assert set(PARAMETERS) == set(Code)
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES if path.name != "reasons.py")
    assert [code for code in Code if f"Code.{code.name}" not in text] == []
    assert [remedy for remedy in Remedy if f"Remedy.{remedy.name}" not in text] == []


def test_every_gate_has_a_code_of_its_own() -> None:
    assert len({gate.code for gate in Gate}) == len(Gate)


def test_a_fact_refuses_parameters_that_are_not_listed_or_of_another_kind() -> None:
    with pytest.raises(ValueError, match="carries"):
        Reason.of(Code.RESTED)
    with pytest.raises(ValueError, match="carries"):
        Reason.of(Code.NEVER_ASSIGNED, months=3)
    with pytest.raises(ValueError, match="is a count"):
        Reason.of(Code.RESTED, months="three")


def test_a_fact_is_the_same_however_its_parameters_are_given() -> None:
    one = Reason.of(Code.MUSTS_MET, met=1, total=2)

    assert one == Reason.of(Code.MUSTS_MET, total=2, met=1)
    assert (one.params, hash(one)) == (
        {"met": 1, "total": 2},
        hash(Reason.of(Code.MUSTS_MET, total=2, met=1)),
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_package_knows_no_framework_no_clock_and_no_chance_of_its_own(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    allowed = {"collections", "dataclasses", "datetime", "enum", "hashlib", "itertools", "typing", "projects"}
    allowed |= {"numpy"}  # arithmetic and no more
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    assert {name.split(".")[0] for name in imported} <= allowed
    assert all(name.startswith("projects.matching") for name in imported if name.startswith("projects"))
    assert not {"today", "now", "utcnow"} & attributes


def test_the_rule_that_is_told_is_the_rule_that_runs() -> None:
    told = (Path(projects.matching.__file__).parents[2] / "docs" / "matching.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in told.splitlines() if line[:1] == "|"]
    gate_rows = [(row[0].strip("`"), row[2]) for row in rows if len(row) == 3 and row[0].startswith("`")]
    numbers = {row[0] for row in rows if len(row) == 2}

    assert gate_rows == [(gate.code, "no" if gate.is_own_limit else "yes") for gate in Gate]
    assert {f"w = {weight}" for weight in keys.IMPORTANCE_WEIGHT.values()} <= numbers
    assert {str(keys.FULL_FIT), str(keys.MOST_REST)} <= numbers
    assert f"{keys.PER_RUNNING} · assignments running".replace("-", "- ") in told
    assert f"{keys.PER_ASK} · times asked".replace("-", "- ") in told
    assert f"+ {keys.PER_PASSED_OVER} · times passed over" in told
    assert f"{keys.STALE} if the profile is stale".replace("-", "- ") in told
    assert f"Rule version: {keys.RULE_VERSION}." in told
    assert f"at least {['none', 'one', 'two'][SHOWN_PER_SEAT]} people for every seat" in told

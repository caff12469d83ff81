"""Draws in words: who may be drawn, how fair it was, and each chance."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from projects.panels.forms import _key

WRITING = ("panel_edit", "panel_check", "panel_suggest", "panel_publish", "panel_stop", "panel_replace")
READING = ("panel_detail", "panel_record", "panel_pdf", "panel_quotas_csv", "panel_people_csv")


def at(panel, name="panel_detail"):
    return reverse(name, args=[panel.municipality.slug, panel.public_id])


def filled(panel, *quotas, seats=3, pool="covering"):
    data = {"seats": seats, "pool": pool}
    for one in quotas:
        key = _key(one.category, one.value)
        data |= {f"least-{key}": one.minimum, f"most-{key}": one.maximum}
    return data


def test_nobody_may_be_drawn_in_words():
    from projects.panels import wording

    def pool(**fields):
        return SimpleNamespace(**({"network": 4, "held_back": 0, "decided": 0, "people": ()} | fields))

    told = [
        wording.nobody(pool(network=0)),
        wording.nobody(pool(held_back=4)),
        wording.nobody(pool(held_back=1, decided=3)),
        wording.nobody(pool(decided=1)),
    ]
    assert len(set(told)) == 4


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        ({"smallest": 0.1}, "samme sjanse"),
        ({"smallest": 0.0}, "ingen sjanse"),
        ({"smallest": 0.05, "bound": 0.05, "is_proven": True}, "omtrent én av 20"),
        ({"smallest": 0.04, "bound": 0.08, "is_proven": False}, "omtrent én av 12"),
    ],
)
def test_the_certificate_in_words(certificate, words):
    from projects.panels import wording

    assert words in wording.fairness(certificate, 100, 10)


def test_chances_in_words():
    from projects.panels import wording

    assert [wording.one_in(chance) for chance in (1.0, 0.8, 0.5, 0.16, 0.0)] == [
        "sikkert",
        "omtrent 8 av 10",
        "omtrent én av to",
        "omtrent én av 6",
        "ingen, eller nesten ingen",
    ]
    assert wording.chance_between([0.5, 0.16]) == "fra omtrent én av 6 til omtrent én av to"
    assert wording.costs([]) == ""
    assert "Sentrum; Nord" in wording.costs(["Sentrum", "Nord"])

"""The front page of a report behind the link of an ask: sums, and nothing that opens rows."""

from datetime import date

import pytest

from config.core.accounts.models import User
from participation.models import Ask
from participation.reports import services
from participation.reports.period import Period
from participation.support import services as support
from participation.support.models import AskLink
from tests.cast import AT
from tests.make.chain import make_project
from tests.make.inside import NOW, make_chain

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def ask(municipality, unit, alice, bob):
    User.objects.update(language="en")
    make_chain(make_project(unit))
    fields = {"title": "To timer", "need": "Tid", "decide_by": date(2027, 1, 31)}
    return support.ask(municipality=municipality, by=alice, at=AT, **fields)


@pytest.fixture
def report(municipality, ask, alice):
    return services.draft(municipality=municipality, kind="senior", period=YEAR, ask=ask, by=alice, at=NOW)


def _token():
    return AskLink.objects.get().address.split("/answer/")[1].split("/")[0]


def test_the_link_leads_to_the_report_once_it_is_frozen_and_back_to_the_buttons(report, alice, client, bob):
    decision, brief = f"/answer/{_token()}/decision/", f"/answer/{_token()}/report/"
    assert brief not in client.get(decision).content.decode()
    assert client.get(brief).status_code == 404

    services.freeze(report=report, by=alice, at=NOW)
    assert brief in client.get(decision).content.decode()
    content = client.get(brief).content.decode()

    assert "came from what representatives said" in content
    assert "Brevet er på én side." in content
    assert decision in content
    assert "/figures/" not in content
    assert "/granvik/" not in content
    assert Ask.objects.get().state == "asked"
    assert client.post(brief).status_code == 405


def test_wrong_links_get_the_kind_page(report, client):
    assert client.get("/answer/wrong/report/").status_code == 404


def test_the_link_ends_when_its_holder_decides_no_more(report, alice, bob, client):
    services.freeze(report=report, by=alice, at=NOW)
    address = f"/answer/{_token()}/report/"
    assert client.get(address).status_code == 200

    bob.memberships.update(role="professional")

    assert client.get(address).status_code == 404

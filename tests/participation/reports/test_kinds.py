"""What each kind of report is made of, as a page: its sections, its words, what was decided last time."""

import io
from datetime import date, timedelta

import docx
import page
import pptx
import pytest
from django.utils import translation

from config.core.accounts.models import User
from config.core.organisations.models import Role
from participation.models import Report
from participation.reports import files, services
from participation.reports.kinds import RECIPES
from participation.reports.period import Period
from participation.reports.prose import PIECES
from participation.support import services as support
from tests.cast import AT, make_user
from tests.make.chain import make_project, make_unit
from tests.make.inside import NOW, make_ask, make_attended_meeting, make_chain, make_people

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def project(municipality, unit, pia):
    return make_project(unit, leader=pia, purpose="Kortere brev", state="closed")


@pytest.fixture
def representative_user(municipality):
    return make_user("Paula", municipality, Role.REPRESENTATIVE)


def _url(report, rest=""):
    return f"/{report.municipality.slug}/reports/{report.public_id}/{rest}"


def _text(client, address):
    User.objects.update(language="en")
    return client.get(address).content.decode()


def _draft(municipality, alice, kind, **fields):
    return services.draft(municipality=municipality, kind=kind, period=YEAR, by=alice, at=NOW, **fields)


def _of(kind, municipality, unit, project):
    place = RECIPES[kind].place
    return {"unit": unit} if place == "unit" else {"project": project} if place == "project" else {}


@pytest.mark.parametrize("kind", Report.Kind.values)
def test_every_kind_shows_its_words_and_is_frozen(municipality, unit, project, alice, client_of, kind):
    make_chain(project)
    report = _draft(municipality, alice, kind, **_of(kind, municipality, unit, project))
    texts = {key: f"Ord om {key}: {{said}}" for key in RECIPES[kind].prose}
    services.write(report=report, texts=texts, by=alice, at=NOW)
    services.freeze(report=report, by=alice, at=NOW)

    content = _text(client_of(alice), _url(report))

    for key in texts:
        assert f"Ord om {key}: 1" in content
    assert set(RECIPES[kind].prose) <= set(PIECES)


def test_the_make_page_offers_every_kind_and_leads_to_a_draft_of_one(municipality, unit, alice, client_of):
    client = client_of(alice)
    content = _text(client, f"/{municipality.slug}/reports/new/")
    for kind in Report.Kind.values:
        assert f"?kind={kind}" in content

    answer = client.post(f"/{municipality.slug}/reports/new/?kind=yearly", {"period": "this_year"})

    report = Report.objects.get()
    assert answer.url == _url(report)
    assert (report.kind, report.state, report.snapshot_hash) == ("yearly", "draft", "")


def test_a_close_out_is_of_one_project_over_its_own_time(municipality, unit, project, alice, client_of):
    other = make_project(unit)
    make_chain(project)
    make_chain(other, level=5)
    address = f"/{municipality.slug}/reports/new/?kind=project"

    assert client_of(alice).post(address, {"project": ""}).status_code == 422
    client_of(alice).post(address, {"project": project.public_id})

    report = Report.objects.get()
    values = {row["key"]: row["value"] for row in report.snapshot["figures"]}
    assert values["said"] == 1
    assert report.unit == unit
    assert "Kortere brev" in _text(client_of(alice), _url(report))


def test_people_of_one_project_are_never_counted(municipality, project, alice):
    make_attended_meeting(project, make_people(municipality, 7))

    report = _draft(municipality, alice, "project", project=project)

    hidden = [row for row in report.snapshot["figures"] if row["key"].startswith("people")]
    assert hidden
    assert all(row["value"] is None and row["suppressed"] and not row["records"] for row in hidden)


def test_who_leads_the_project_reads_its_close_out_and_no_other_report(
    municipality, unit, project, alice, pia, client_of
):
    own = services.freeze(report=_draft(municipality, alice, "project", project=project), by=alice, at=NOW)
    other = _draft(municipality, alice, "project", project=make_project(unit, state="running"))
    services.freeze(report=other, by=alice, at=NOW)
    whole = services.freeze(report=_draft(municipality, alice, "senior"), by=alice, at=NOW)
    client = client_of(pia)

    assert client.get(_url(own)).status_code == 200
    assert client.get(_url(other)).status_code == 404
    assert client.get(_url(whole)).status_code == 404
    assert client.get(_url(own, "figures/said/")).status_code == 403
    assert "/figures/" not in client.get(_url(own)).content.decode()


def test_what_is_told_to_those_who_took_part_is_theirs_once_it_is_opened(
    municipality, project, alice, client_of, representative_user
):
    make_chain(project)
    report = services.freeze(report=_draft(municipality, alice, "plain"), by=alice, at=NOW)
    client = client_of(representative_user)

    assert client.get(_url(report)).status_code == 404
    services.share(report=report, by=alice, at=NOW)
    content = _text(client, _url(report))

    assert "Brevet er på én side." in content
    assert "/figures/" not in content
    assert client.get(_url(report, "figures/said/")).status_code == 403
    assert client.get(f"/{municipality.slug}/reports/lessons/").status_code == 403


def test_a_corrected_version_of_what_is_open_to_representatives_is_open_too(
    municipality, alice, client_of, representative_user
):
    first = services.freeze(report=_draft(municipality, alice, "plain"), by=alice, at=NOW)
    services.share(report=first, by=alice, at=NOW)
    second = services.correct(report=first, correction="Feil dag", by=alice, at=NOW)
    client, page = client_of(representative_user), f"/{municipality.slug}/reports/"
    assert list(client.get(page).context["page"]) == [first]

    services.freeze(report=second, by=alice, at=NOW)

    assert list(client.get(page).context["page"]) == [second]
    assert client.get(_url(second)).status_code == 200


def test_the_next_report_opens_with_what_was_decided_last_time(municipality, alice, bob, client_of):
    ask = make_ask(municipality, title="To timer i turnus")
    services.freeze(report=_draft(municipality, alice, "senior", ask=ask), by=alice, at=NOW)
    answered = support.answer(ask=ask, answer="granted", reason="Fra mars", by=bob, at=NOW)
    support.follow(ask=answered, text="Turnusen er endret", happened_on=AT.date(), by=alice, at=NOW)

    later = NOW + timedelta(days=40)
    second = services.draft(municipality=municipality, kind="senior", period=YEAR, by=alice, at=later)
    services.freeze(report=second, by=alice, at=later)
    content = _text(client_of(bob), _url(second))

    for told in ("Last time", "To timer i turnus", "Fra mars", "Turnusen er endret"):
        assert told in content
    assert content.index("Last time") < content.index("What it cost")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "unit"},
        {"kind": "project"},
        {"kind": "senior", "unit": True},
        {"kind": "yearly", "project": True},
        {"kind": "plain", "ask": True},
        {"kind": "senior", "foreign": True},
    ],
)
def test_a_kind_of_a_wrong_place_is_refused(municipality, other_municipality, unit, project, alice, wrong):
    fields = {"kind": wrong["kind"]}
    fields |= {"unit": unit} if "unit" in wrong else {}
    fields |= {"project": project} if "project" in wrong else {}
    fields |= {"ask": make_ask(municipality)} if "ask" in wrong else {}
    fields |= {"ask": make_ask(other_municipality)} if "foreign" in wrong else {}

    with pytest.raises(services.CannotReport, match=r"\w"):
        services.draft(municipality=municipality, period=YEAR, by=alice, at=NOW, **fields)
    assert not Report.objects.exists()


def test_a_report_of_a_foreign_unit_is_refused(municipality, other_municipality, alice):
    with pytest.raises(services.CannotReport):
        _draft(municipality, alice, "unit", unit=make_unit(other_municipality, "Fremmed"))


@pytest.mark.parametrize("kind", Report.Kind.values)
def test_every_kind_is_a_file_of_every_kind_and_its_pdf_keeps_both_standards(
    municipality, unit, project, alice, kind
):
    for level in range(3):
        make_chain(project, level=level)
    report = _draft(municipality, alice, kind, **_of(kind, municipality, unit, project))
    texts = {key: f"Ord om {key}: {{said}}\n\nOg mer." for key in RECIPES[kind].prose}
    services.write(report=report, texts=texts, by=alice, at=NOW)
    services.freeze(report=report, by=alice, at=NOW)
    report = Report.objects.select_related("municipality", "unit", "project").get()

    with translation.override("nb"):
        made = {
            key: files.take_out(report=report, key=key, base_url="https://x.example.org", by=alice, at=NOW)
            for key in files.KINDS
        }

    for profile in ("ua1", "2a"):
        assert [
            f.rule_id for f in page.validate_pdf_bytes(made["pdf"].content, profile=profile).failures
        ] == []
    told = "\n".join(one.text for one in docx.Document(io.BytesIO(made["word"].content)).paragraphs)
    for key in texts:
        assert f"Ord om {key}: 3" in told
    assert len(pptx.Presentation(io.BytesIO(made["slides"].content)).slides) >= 1

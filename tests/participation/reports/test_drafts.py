"""The life of a report: draft, words with locked numbers, frozen, told, opened, corrected, thrown away."""

from datetime import date, timedelta

import pytest

from config.core.audit.models import AuditEvent
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.models import Report
from participation.reports import brief, material, readers, services, snapshots
from participation.reports.period import Period
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_project
from tests.make.inside import NOW, make_ask, make_chain

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def project(municipality, unit):
    return make_project(unit)


@pytest.fixture
def draft(municipality, project, alice):
    make_chain(project)
    return services.draft(municipality=municipality, kind="yearly", period=YEAR, by=alice, at=NOW)


def _url(report, rest=""):
    return f"/{report.municipality.slug}/reports/{report.public_id}/{rest}"


def _said(report):
    return next(row["value"] for row in report.snapshot["figures"] if row["key"] == "said")


def test_a_draft_is_seen_by_those_who_write_and_by_nobody_else(draft, alice, bob, client_of):
    assert client_of(alice).get(_url(draft)).status_code == 200
    assert client_of(bob).get(_url(draft)).status_code == 404
    assert client_of(bob).get(_url(draft, "pdf/")).status_code == 404

    assert client_of(bob).post(_url(draft, "freeze/")).status_code == 403
    assert client_of(alice).post(_url(draft, "freeze/")).status_code == 303
    assert client_of(bob).get(_url(draft)).status_code == 200


def test_a_number_is_put_in_by_name_and_follows_a_new_count(draft, project, alice, client_of):
    client = client_of(alice)
    wrong = client.post(_url(draft, "words/"), {"opening": "Vi fikk {sagt} innspill."})
    assert wrong.status_code == 422
    assert "sagt" in str(wrong.context["form"].errors["opening"])

    client.post(_url(draft, "words/"), {"opening": "Vi fikk {said} innspill."})
    make_chain(project)
    assert "Vi fikk 1 innspill." in client.get(_url(draft)).content.decode()
    client.post(_url(draft, "recount/"))
    assert "Vi fikk 2 innspill." in client.get(_url(draft)).content.decode()


def test_nothing_of_a_frozen_report_changes(draft, project, alice, client_of):
    services.freeze(report=draft, by=alice, at=NOW)
    make_chain(project)
    for act in (
        lambda: services.write(report=draft, texts={"opening": "x"}, by=alice, at=NOW),
        lambda: services.recount(report=draft, by=alice, at=NOW),
        lambda: services.freeze(report=draft, by=alice, at=NOW),
        lambda: services.discard(report=draft, by=alice, at=NOW),
    ):
        with pytest.raises(services.CannotReport, match=r"\w"):
            act()

    kept = Report.objects.get()
    assert _said(kept) == 1
    assert snapshots.is_intact(kept)
    assert client_of(alice).post(_url(kept, "recount/")).status_code == 303


@pytest.mark.parametrize("part", ["prose", "author", "frozen_at", "definitions", "figures", "number"])
def test_the_fingerprint_covers_figures_definitions_words_author_and_time(draft, alice, part):
    services.write(report=draft, texts={"opening": "Ord"}, by=alice, at=NOW)
    frozen = services.freeze(report=draft, by=alice, at=NOW)
    assert snapshots.is_intact(frozen)

    del frozen.snapshot[part]

    assert not snapshots.is_intact(frozen)


def test_it_opens_with_its_own_definitions_when_the_figures_are_others_since(draft, alice, monkeypatch):
    frozen = services.freeze(report=draft, by=alice, at=NOW)
    before = brief.read(frozen)
    monkeypatch.delitem(brief.REGISTRY, "meetings")

    after = brief.read(Report.objects.get())

    assert [line.label for _part, lines in after.parts for line in lines] == [
        line.label for _part, lines in before.parts for line in lines
    ]
    assert after.links == before.links


def test_those_it_is_for_get_one_letter_each_and_opening_it_is_seen(draft, alice, bob, uma, client_of):
    services.freeze(report=draft, by=alice, at=NOW)
    client = client_of(alice)
    client.post(_url(draft, "share/"))
    client.post(_url(draft, "share/"))

    letters = Message.objects.filter(kind="report.ready")
    assert {letter.recipient_id for letter in letters} == {bob.public_id, uma.public_id}
    letter = letters.get(recipient_id=bob.public_id)
    assert kind_of(letter).still_allowed(letter)
    mail = kind_of(letter).render(letter, True)
    assert mail.to == bob.email
    assert _url(draft) in mail.text

    assert readers.opened(draft) == []
    client_of(bob).get(_url(draft))
    assert [name for name, _at in readers.opened(draft)] == [bob.get_full_name()]
    assert bob.get_full_name() in client.get(_url(draft)).content.decode()
    assert "Hvem som har åpnet" not in client_of(bob).get(_url(draft)).content.decode()


def test_a_draft_is_told_to_nobody(draft, alice):
    with pytest.raises(services.CannotReport):
        services.share(report=draft, by=alice, at=NOW)
    assert not Message.objects.filter(kind="report.ready").exists()


def test_a_letter_about_a_report_that_is_for_others_since_does_not_leave(draft, alice, bob):
    services.freeze(report=draft, by=alice, at=NOW)
    services.share(report=draft, by=alice, at=NOW)
    letter = Message.objects.get(kind="report.ready", recipient_id=bob.public_id)
    bob.memberships.update(role="professional")

    assert not kind_of(letter).still_allowed(letter)


def test_a_new_version_says_what_is_corrected_and_the_two_point_to_each_other(
    draft, project, alice, bob, client_of
):
    first = services.freeze(report=draft, by=alice, at=NOW)
    make_chain(project)
    client = client_of(alice)
    assert client.post(_url(first, "correct/"), {"correction": " "}).status_code == 422
    client.post(_url(first, "correct/"), {"correction": "Et innspill manglet."})
    second = Report.objects.get(number=2)

    assert "Et innspill manglet." not in client_of(bob).get(_url(first)).content.decode()
    services.freeze(report=second, by=alice, at=NOW + timedelta(days=1))
    assert "Et innspill manglet." in client_of(bob).get(_url(first)).content.decode()
    assert _url(first) in client_of(bob).get(_url(second)).content.decode()
    second.refresh_from_db()
    assert ("said", "1", "2") in [
        (key, before, now)
        for (label, before, now) in material.changed(second)
        for key, name in material.labels_of(second.snapshot).items()
        if name == label and key == "said"
    ]
    assert list(client_of(bob).get("/granvik/reports/").context["page"]) == [second]
    with pytest.raises(services.CannotReport):
        services.correct(report=first, correction="En gang til", by=alice, at=NOW)


def test_a_draft_is_thrown_away_and_the_log_keeps_it(draft, alice, client_of):
    assert client_of(alice).post(_url(draft, "discard/")).status_code == 303

    assert not Report.objects.exists()
    assert AuditEvent.objects.filter(kind="report.discarded").count() == 1


def test_a_draft_whose_ask_is_answered_is_not_frozen(municipality, alice, bob):
    ask = make_ask(municipality)
    report = services.draft(municipality=municipality, kind="senior", period=YEAR, ask=ask, by=alice, at=NOW)
    type(ask).objects.update(state="granted", answered_at=NOW)

    with pytest.raises(services.CannotReport):
        services.freeze(report=report, by=alice, at=NOW)


def test_a_text_block_counts_its_characters_with_the_numbers_in_it(municipality, project, alice):
    make_chain(project)
    report = services.draft(municipality=municipality, kind="block", period=YEAR, by=alice, at=NOW)
    known = material.values_of(report.snapshot)
    assert 0 < len(brief.read(report).prose["block"]) <= 500
    assert "{" not in brief.read(report).prose["block"]

    services.write(report=report, texts={"block": "x" * 499 + "{said}"}, by=alice, at=NOW)
    with pytest.raises(services.CannotReport, match="501"):
        services.write(report=report, texts={"block": "x" * 500 + "{said}"}, by=alice, at=NOW)
    assert known["said"] == "1"
    services.write(report=report, texts={"block": ""}, by=alice, at=NOW)
    with pytest.raises(services.CannotReport):
        services.freeze(report=report, by=alice, at=NOW)


def test_the_manager_answers_on_the_page_of_the_report(municipality, alice, bob, client_of):
    ask = make_ask(municipality)
    report = services.make_report(
        municipality=municipality, period_from=YEAR.start, period_to=YEAR.end, ask=ask, by=alice, at=NOW
    )
    client = client_of(bob)

    assert f'action="/granvik/asks/{ask.public_id}/answer/"' in client.get(_url(report)).content.decode()
    client.post(f"/granvik/asks/{ask.public_id}/answer/", {"answer": "granted", "reason": ""})
    ask.refresh_from_db()

    assert ask.state == "granted"
    assert f'action="/granvik/asks/{ask.public_id}/answer/"' not in client.get(_url(report)).content.decode()


def test_the_database_refuses_bad_rows(draft, alice):
    rows = Report.objects.filter(pk=draft.pk)
    assert_refused(lambda: rows.update(state="frozen"), "report_frozen_has_a_time_and_a_mark")
    assert_refused(lambda: rows.update(kind="project"), "report_close_out_is_of_a_project")
    assert_refused(lambda: rows.update(number=2), "report_version_says_what_is_corrected")
    assert_refused(lambda: rows.update(shared_at=NOW), "report_shared_is_frozen")


def test_the_whole_life_over_the_api(municipality, project, alice, bob, api_of):
    make_chain(project)
    api = api_of(alice)
    made = {"kind": "yearly", "period_from": "2026-01-01", "period_to": "2026-12-31", "draft": True}
    report = api.post("/api/v1/reports/", made, format="json").json()
    own = f"/api/v1/reports/{report['id']}/"
    assert report["state"] == "draft"
    assert api_of(bob).get(own).status_code == 404

    assert api.post(f"{own}words/", {"opening": "{sagt}"}, format="json").status_code == 409
    assert api.post(f"{own}words/", {"opening": "Vi fikk {said}."}, format="json").status_code == 200
    assert api.post(f"{own}recount/").status_code == 200
    assert api_of(bob).post(f"{own}freeze/").status_code == 403
    frozen = api.post(f"{own}freeze/").json()
    assert frozen["state"] == "frozen"
    assert api.post(f"{own}share/").status_code == 200
    assert api_of(bob).get(own).json()["prose"] == {"opening": "Vi fikk 1."}
    assert api_of(bob).get(own).json()["opened"] == []

    told = api_of(bob).post(
        "/api/v1/reports/verify/", {"fingerprint": frozen["snapshot_hash"]}, format="json"
    )
    assert told.json() == {"state": "mark", "report": report["id"]}
    assert api.delete(own).status_code == 409
    second = api.post(f"{own}correct/", {"correction": "Feil"}, format="json")
    assert second.status_code == 201
    assert api.delete(f"/api/v1/reports/{second.json()['id']}/").status_code == 204

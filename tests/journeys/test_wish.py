"""From a vague wish to four chosen with reasons: proposed, taken up, written step by step, counted, chosen."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, fill, press

TITLE = "Noen å ringe til"


def test_a_vague_wish_becomes_a_request_and_four_are_chosen_with_reasons(
    page_as: Callable[..., Page],
) -> None:
    own = page_as("representative", width=320, scripts=False)
    _propose(own)
    page = page_as("facilitator")
    project = _take_up(page)

    request = _write(page, project)
    page.goto(f"{request}feasibility/")
    expect(page.locator("#answer")).to_contain_text("minst")
    assert_accessible(page)
    page.goto(f"{request}guide/look/")
    page.click("form[action$='/open/'] button")
    for number in range(4):
        _choose(page, request, f"Grunn nummer {number + 1}: har ringt, og vil gjerne.")

    page.goto(f"{request}candidates/")
    for number in range(4):
        expect(page.locator("main")).to_contain_text(f"Grunn nummer {number + 1}: har ringt")
    own.goto(f"{NORDVIK}/my-page/proposals/")
    expect(own.locator("main")).to_contain_text("Så fint at du sa fra.")
    expect(own.locator("main")).to_contain_text(f"«{TITLE}»")


def test_a_professional_asks_and_the_facilitator_sharpens(page_as: Callable[..., Page]) -> None:
    own = page_as("professional", width=390)
    own.goto(f"{NORDVIK}/projects/?state=running")
    own.locator("main tbody a").first.click()
    own.goto(f"{own.url}requests/guide/")
    fill(own, title="To som prøver lista", task="Prøve lista hjemme.", seats="2")
    press(own)
    fill(own, influence="Hvordan lista ser ut.")
    press(own)
    fill(own, term_q="Hjemmetjeneste", importance="must")
    press(own)
    expect(own.locator("main")).to_contain_text("Hjemmetjeneste")
    request = own.url.partition("guide/")[0]
    own.goto(f"{request}guide/look/")
    assert_accessible(own)
    fill(own, text="Er to møter nok?")
    press(own)

    page = page_as("facilitator")
    page.goto(f"{NORDVIK}/sharpening/")
    page.click("main tbody a:has-text('To som prøver lista')")
    expect(page.locator("main")).to_contain_text("Jonas Berg Haugen")
    page.click("form[action$='/open/'] button")
    own.goto(request)
    expect(own.locator("main")).to_contain_text("Åpen")


def _propose(page: Page) -> None:
    page.goto(f"{NORDVIK}/my-page/proposals/new/")
    fill(
        page,
        trouble="Man vet ikke hvem man skal ringe til etter vedtaket.",
        for_whom="Alle som får et vedtak",
        better="Et navn og et nummer i brevet.",
        title=TITLE,
    )
    press(page)
    expect(page.locator("main")).to_contain_text(TITLE)


def _take_up(page: Page) -> str:
    """Answers the newest proposal; returns the address of its project."""
    page.goto(f"{NORDVIK}/proposals/?state=waiting")
    page.click(f"main tbody a:has-text('{TITLE}')")
    assert_accessible(page)
    page.click("a[href$='/take-up/']")
    fill(page, unit="Hjemmetjenesten sentrum", reason="Så fint at du sa fra.")
    press(page)
    page.wait_for_url(lambda address: "/projects/" in address)
    return page.url


def _write(page: Page, project: str) -> str:
    """A request by the guide, up to the last step; returns the address of its page."""
    page.goto(f"{project}requests/guide/")
    fill(page, title="Fire som har fått et vedtak", task="Lese brevet og komme til tre møter.", seats="4")
    press(page)
    assert_accessible(page)
    fill(page, influence="Hva brevet sier, og hvem som ringer etterpå.")
    press(page)
    fill(page, term_q="Hjemmetjeneste", importance="must")
    press(page)
    page.click("a[href$='/guide/when/'].ds-button")
    fill(page, times="Tirsdager fra 13 til 15", place="Rådhuset, med heis")
    press(page)
    fill(page, pay="600 kroner for hvert møte, og reisen")
    press(page)
    expect(page.locator(".letter")).to_contain_text("600 kroner for hvert møte")
    return page.url.partition("guide/")[0]


def _choose(page: Page, request: str, reason: str) -> None:
    """The first who is not decided on, with a reason also where nothing stands against."""
    page.goto(f"{request}candidates/?all=1")
    undecided = page.locator("article form[action$='/choose/']:has(button[value=later])").first
    page.goto(str(undecided.get_attribute("action")))
    fill(page, reason=reason)
    press(page)
    page.wait_for_url(lambda address: "/candidates/" in address and "/choose/" not in address)

"""What several journeys do on their way: pressing the button of a form, and asking for representatives."""

from playwright.sync_api import Page

NORDVIK = "/nordvik"


def press(page: Page) -> None:
    """Presses the main button of the form on the page."""
    page.locator("main form .actions button").last.click()


def fill(page: Page, **boxes: str) -> None:
    """Writes in the boxes of the form, by their names; what it does not name stays."""
    for name, text in boxes.items():
        box = page.locator(f"main [name={name}]").first
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=text)
        elif box.get_attribute("type") in ("radio", "checkbox"):
            page.check(f"main [name={name}][value='{text}']")
        else:
            box.fill(text)


def make_project(page: Page, title: str) -> str:
    """A project that says what can be changed; returns the address of its page."""
    page.goto(f"{NORDVIK}/projects/new/")
    fill(
        page,
        title=title,
        unit="Hjemmetjenesten sentrum",
        leader="Jonas Berg Haugen",
        purpose="Ingen skal være i tvil om hvem de ringer til.",
        can_change="Ordene i brevet, og når det sendes.",
        cannot_change="Loven om saksbehandling.",
    )
    press(page)
    page.wait_for_url(lambda address: "/new/" not in address)
    return page.url


def ask_for_people(page: Page, project: str, title: str) -> str:
    """An open request for two with a must and a wish; returns the address of its page."""
    page.goto(f"{project}requests/new/")
    fill(
        page,
        title=title,
        seats="2",
        task="Lese brevet og komme til tre møter.",
        influence="Hva brevet sier, og hvem som ringer etterpå.",
        times="Tirsdager fra 13 til 15",
        place="Rådhuset, med heis",
        pay="600 kroner for hvert møte, og reisen",
    )
    press(page)
    for term, importance in (("Hjemmetjeneste", "must"), ("Snakke i grupper", "wish")):
        page.click("a[href$='/terms/new/']")
        fill(page, term_q=term, importance=importance)
        press(page)
    page.click("form[action$='/open/'] button")
    return page.url


def choose(page: Page, request: str, *, people: int) -> None:
    """Chooses candidates: those that nothing stands against first, then others with a reason."""
    for _person in range(people):
        page.goto(f"{request}candidates/?all=1")
        easy = page.locator("article button[name=decision][value=chosen]")
        if easy.count():
            # The press is answered in the list itself: it has been kept when the answer is there.
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                easy.first.click()
        else:
            page.locator("article a[href$='/choose/']").first.click()
            fill(page, reason="Har ringt, og personen vil gjerne.")
            press(page)
        page.wait_for_load_state()


def plan_a_meeting(page: Page, **more: str) -> None:
    """A meeting of today; ends on the page of the meeting."""
    page.goto(f"{NORDVIK}/meetings/new/")
    fill(page, **{"project": "Kjente ansikter på døra", "place": "Rådhuset"} | more)
    press(page)
    page.wait_for_url(lambda address: "/new/" not in address)


def close_a_meeting(page: Page, said: str) -> None:
    """A meeting of today where everyone came, and where the group said one thing that Jonas owes an answer to."""
    plan_a_meeting(page, title="Møte om brevet")
    close_this_meeting(page, said)


def close_this_meeting(page: Page, said: str) -> None:
    """From the page of a meeting: everyone came, it was two hours, and the group said one thing."""
    page.click("a[href$='/close/']")
    for box in page.locator("input[name^=present_]").all():
        box.check()
    fill(page, hours="2", professional_hours="4", facilitator_hours="3")
    fill(page, text_1=said, said_by_1="Gruppa sammen", owner_1="Jonas Berg Haugen")
    press(page)
    page.wait_for_url(lambda address: "/close/" not in address)

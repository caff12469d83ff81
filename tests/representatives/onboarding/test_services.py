"""Training and declarations: who sees them, and that they go with the person they are about."""

from datetime import date

from representatives.onboarding.models import Declaration, Training
from tests.cast import AT
from tests.make.people import make_representative


def _papers(municipality):
    paula = make_representative(municipality)
    common = {"municipality": municipality, "representative": paula, "added_at": AT}
    training = Training.objects.create(name="Grunnkurs", completed_on=date(2025, 5, 1), **common)
    return (
        paula,
        training,
        Declaration.objects.create(text_version="own-list", signed_on=date(2025, 5, 2), **common),
    )


def test_papers_are_seen_by_whoever_sees_the_person(municipality, alice, charlie, adam):
    _paula, training, declaration = _papers(municipality)

    assert Training.objects.visible_to(alice).get() == training
    assert Declaration.objects.visible_to(alice).get() == declaration
    for other in (charlie, adam):
        assert not Training.objects.visible_to(other).exists()
        assert not Declaration.objects.visible_to(other).exists()


def test_papers_stand_on_the_persons_page(municipality, alice, client_of):
    paula, _training, _declaration = _papers(municipality)
    page = client_of(alice).get(f"/granvik/people/{paula.public_id}/").content.decode()

    assert "Grunnkurs" in page
    assert "02.05.2025" in page


def test_papers_name_nobody_when_they_are_printed(municipality):
    _paula, training, declaration = _papers(municipality)

    assert str(training) == f"Training {training.public_id}"
    assert str(declaration) == f"Declaration {declaration.public_id}"

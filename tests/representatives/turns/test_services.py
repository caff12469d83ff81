"""The ledger grows by lines; none is changed."""

from representatives.turns import services as turns
from representatives.turns.models import Turn
from tests.cast import AT
from tests.make.people import make_representative


def test_a_changed_answer_is_a_new_line(municipality):
    paula = make_representative(municipality)
    for kind in (Turn.Kind.ASKED, Turn.Kind.DECLINED, Turn.Kind.ACCEPTED):
        turns.write(representative=paula, kind=kind, at=AT, request_ref="r")

    assert list(paula.turns.order_by("at", "id").values_list("kind", flat=True)) == [
        "asked",
        "declined",
        "accepted",
    ]


def test_a_line_points_up_by_public_id_alone(municipality):
    line = turns.write(
        representative=make_representative(municipality),
        kind="assigned",
        at=AT,
        request_ref="r",
        assignment_ref="a",
    )

    assert (line.request_ref, line.assignment_ref, line.municipality) == ("r", "a", municipality)

"""The municipality's name, colour and coat of arms on documents: who sets it, what is refused, and what is kept."""

import base64
import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from config.core.audit.models import AuditEvent
from config.core.organisations import looks
from config.core.organisations.models import MunicipalLook
from config.core.ui.charts.palette import contrast
from config.core.ui.pdf.render import tint
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.pictures import arms


def _set(municipality, by, **fields):
    return looks.set_look(municipality=municipality, by=by, at=AT, **fields)


def test_the_administrator_sets_it_and_documents_take_it_over(municipality, adam, client_of):
    sent = {"name": "Granvik kommune", "accent": "#1B5E4A", "arms": SimpleUploadedFile("a.png", arms())}

    answer = client_of(adam).post(f"/{municipality.slug}/look/", sent)
    shown = client_of(adam).get(f"/{municipality.slug}/look/").content.decode()
    picture = client_of(adam).get(f"/{municipality.slug}/look/arms.png")

    found = looks.look_of(municipality)
    assert answer.status_code == 303
    assert (found.name, found.accent) == ("Granvik kommune", "#1b5e4a")
    assert "Granvik kommune" in found.arms_alt
    assert f"/{municipality.slug}/look/arms.png" in shown
    assert (picture["Content-Type"], picture["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert Image.open(io.BytesIO(picture.content)).size == (300, 360)
    assert AuditEvent.objects.get(kind="look.set").fields == ["accent", "arms", "name"]


def test_only_the_picture_is_kept_and_no_larger_than_it_is_shown(municipality, adam):
    _set(municipality, adam, arms=arms(1600, 2000, text="Hemmelig"))

    kept = bytes(MunicipalLook.objects.get().arms)
    assert b"Hemmelig" not in kept
    assert Image.open(io.BytesIO(kept)).size == (640, 800)


def test_it_is_taken_away_and_kept_when_nothing_is_handed_in(municipality, adam):
    _set(municipality, adam, arms=arms())
    _set(municipality, adam, name="Annet navn")
    assert looks.look_of(municipality).arms

    _set(municipality, adam, without_arms=True)

    assert looks.look_of(municipality).arms == b""
    assert MunicipalLook.objects.count() == 1


def test_each_municipality_has_its_own(municipality, other_municipality, adam):
    _set(municipality, adam, name="Granvik kommune", accent="#1b5e4a")

    assert looks.look_of(other_municipality) == looks.Look()


def _bomb() -> bytes:
    """A PNG that says it is far larger than what is in it."""
    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"0" * 200,
        b"\x89PNG\r\n\x1a\n" + b"0" * 200,
        arms()[:300],
        arms(40, 40),
        _bomb(),
        arms() + b"0" * 1_000_000,
    ],
    ids=["empty", "svg", "gif", "no png", "half", "tiny", "bomb", "large"],
)
def test_what_is_no_fair_picture_is_refused_and_changes_nothing(municipality, adam, client_of, content):
    sent = {"name": "X", "accent": "#1b5e4a", "arms": SimpleUploadedFile("a.png", content)}

    answer = client_of(adam).post(f"/{municipality.slug}/look/", sent)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not MunicipalLook.objects.exists()


@pytest.mark.parametrize("accent", ["#ffff00", "#aaaaaa", "0062ba", "#12345", "red", "#0062bg", "url(#a)"])
def test_a_colour_that_cannot_be_read_or_is_none_is_refused(municipality, adam, accent):
    with pytest.raises(looks.CannotShow):
        _set(municipality, adam, accent=accent)

    assert not MunicipalLook.objects.exists()


def test_a_pale_colour_is_explained(municipality, adam, client_of):
    answer = client_of(adam).post(f"/{municipality.slug}/look/", {"accent": "#ffcc00"})

    assert "1,5" in str(answer.context["form"].errors)


@given(st.integers(0, 0xFFFFFF))
def test_what_may_be_chosen_can_be_read_on_white_and_on_its_own_pale_ground(number):
    colour = f"#{number:06x}"
    if contrast(colour, "#ffffff") >= looks.LEAST_CONTRAST:
        assert contrast(colour, tint(colour)) >= 3


def test_nobody_else_sets_it_and_another_municipality_sees_nothing(
    municipality, alice, charlie, adam, client_of
):
    _set(municipality, adam, arms=arms())

    assert client_of(alice).get(f"/{municipality.slug}/look/").status_code == 403
    assert client_of(alice).post(f"/{municipality.slug}/look/", {"accent": "#000000"}).status_code == 403
    assert client_of(charlie).get(f"/{municipality.slug}/look/arms.png").status_code == 404
    assert MunicipalLook.objects.get().accent == "#0062ba"


def test_the_same_over_the_api(municipality, adam, alice, api_of):
    sent = {"name": "Granvik kommune", "accent": "#1b5e4a", "arms": base64.b64encode(arms()).decode()}

    made = api_of(adam).post("/api/v1/look/", sent, format="json")
    pale = api_of(adam).post("/api/v1/look/", {"accent": "#ffff00"}, format="json")
    broken = api_of(adam).post("/api/v1/look/", {"accent": "#000000", "arms": "%%%"}, format="json")
    told = api_of(adam).get("/api/v1/look/").json()

    assert made.status_code == 201
    assert (pale.status_code, broken.status_code) == (409, 400)
    assert told[0]["accent"] == "#1b5e4a"
    assert base64.b64decode(told[0]["arms"]).startswith(b"\x89PNG")
    assert api_of(alice).get("/api/v1/look/").status_code == 403


def test_look_has_a_colour(municipality):
    assert_refused(
        lambda: MunicipalLook.objects.create(municipality=municipality, accent="red", changed_at=AT),
        "look_has_a_colour",
    )


def test_look_once_per_municipality(municipality):
    MunicipalLook.objects.create(municipality=municipality, changed_at=AT)

    assert_refused(
        lambda: MunicipalLook.objects.create(municipality=municipality, changed_at=AT),
        "look_once_per_municipality",
    )

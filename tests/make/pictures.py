"""Pictures for tests: a coat of arms, drawn."""

import io

from PIL import Image, ImageDraw


def arms(width: int = 300, height: int = 360, *, text: str = "") -> bytes:
    """A PNG of this size; with `text`, something hidden beside the picture."""
    from PIL.PngImagePlugin import PngInfo

    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, width - 1, height - 1), fill="#0b4f6c")
    beside = PngInfo()
    if text:
        beside.add_text("Comment", text)
    out = io.BytesIO()
    picture.save(out, "PNG", pnginfo=beside)
    return out.getvalue()

"""The office's emblem and other pictures: flattened once, fitted, never stretched."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from ikm_desktop.papers.document import Document
from ikm_desktop.papers.sheet import Sheet

DOTS_PER_MM = 300 / 25.4


@lru_cache(maxsize=64)
def flattened(picture: bytes, wide: float, high: float) -> bytes:
    """Return a picture as a JPEG on white, turned upright, of at most 300 dpi at the size in mm.

    A PNG with transparency costs most of a small paper's time and a camera's photo 1.7 MB; this costs
    neither. Raises `PIL.UnidentifiedImageError` when the bytes are no picture.
    """
    with Image.open(BytesIO(picture)) as opened:
        image: Image.Image = ImageOps.exif_transpose(opened)
        if image.mode != "RGB":
            image = Image.alpha_composite(
                Image.new("RGBA", image.size, "white"), image.convert("RGBA")
            ).convert("RGB")
        box = (max(round(wide * DOTS_PER_MM), 1), max(round(high * DOTS_PER_MM), 1))
        image.thumbnail(box, Image.Resampling.LANCZOS)
        out = BytesIO()
        image.save(out, "JPEG", quality=93, subsampling=0, dpi=(300, 300))
    return out.getvalue()


def draw_emblem(
    document: Document, sheet: Sheet, name: str | None, box: tuple[float, float, float, float]
) -> None:
    """Draw the picture of that name fitted into a box (x, y, width, height in mm).

    Nothing for None, nor for a picture that is gone: a lost file must not keep a paper from being drawn.
    """
    if name is None or name not in document.pictures:
        return
    x, y, wide, high = box

    def draw(shared: Sheet) -> None:
        picture = ImageReader(BytesIO(flattened(document.pictures[name], wide, high)))
        across, down = picture.getSize()
        scale = min(wide / across, high / down)
        w, h = across * scale, down * scale
        corner = ((x + (wide - w) / 2) * mm, (sheet.form.height - y - high + (high - h) / 2) * mm)
        shared.canvas.drawImage(picture, *corner, w * mm, h * mm)

    document.shared(f"picture-{name[:16]}-{x:g}-{y:g}-{wide:g}-{high:g}", sheet.form, draw)

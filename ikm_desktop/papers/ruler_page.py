"""The ruler page: printed once on each printer to see how far off it prints.

A cross stands 20 mm from the left and from the upper edge. Whoever measures where it really stands types two
millimetres; along both edges run rulers, and a frame shows what the printer cannot reach.
"""

from __future__ import annotations

from ikm_desktop.papers.document import Document
from ikm_desktop.papers.fonts import BOLD
from ikm_desktop.papers.printers import CROSS_MM
from ikm_desktop.papers.sheet import A4_WIDE, F4, Format, Sheet

A4_UPRIGHT = Format(A4_WIDE.height, A4_WIDE.width, 25, 20, 14, 25)

_TEXT = (
    "1. Cetak halaman ini tanpa memperkecil (ukuran 100 %).",
    "2. Ukur dengan penggaris dari tepi KIRI kertas sampai garis tegak silang di kiri atas.",
    "3. Ukur dari tepi ATAS kertas sampai garis mendatar silang itu.",
    "4. Ketik kedua angka itu, dalam milimeter, pada Pengaturan > Kertas & printer.",
    "Bila tepat, kedua ukuran 20 mm. Angka geser tersimpan untuk printer ini saja.",
)


def ruler_pdf(form: Format = F4, *, printer: str = "") -> bytes:
    """Return the ruler page. printer: its name and the shift in force, written on the sheet.

    The page is drawn where it belongs; the shift is put on by printing, as on every page.
    """
    document = Document("Halaman uji printer")
    sheet = document.start_page(form)
    _draw_cross(sheet)
    _draw_rulers(sheet, form)
    for inset in (5.0, 10.0):
        sheet.box(inset, inset, form.width - 2 * inset, form.height - 2 * inset, weight=0.3, grey=0.4)
        sheet.text(form.width - inset - 24, form.height - inset - 1.5, f"batas {inset:.0f} mm", 6.5)
    sheet.text(50, 60, "HALAMAN UJI PRINTER", 13, BOLD)
    sheet.text(50, 67, f"Printer: {printer or '…'}", 10)
    for at, line in enumerate(_TEXT):
        sheet.text(50, 82 + at * 6, line, 9.5)
    sheet.box(50, 125, 100, 100, weight=0.5)
    sheet.centred(100, 178, "Kotak ini harus 100 mm × 100 mm", 10)
    document.end_page()
    return document.pdf()


def _draw_cross(sheet: Sheet) -> None:
    far = CROSS_MM + 22
    sheet.rule(CROSS_MM - 15, CROSS_MM, far, 0.4)
    sheet.lines([(CROSS_MM, CROSS_MM - 15, CROSS_MM, far)], 0.4)
    sheet.text(CROSS_MM + 2, CROSS_MM - 2, f"{CROSS_MM} mm dari kiri dan dari atas", 7.5)


def _draw_rulers(sheet: Sheet, form: Format) -> None:
    """Draw a ruler along the middle of the sheet, both ways, counted from the edges."""
    across, along = form.height - 60, form.width - 32
    for at in range(1, int(form.width)):
        tick = 4.0 if at % 10 == 0 else 2.5 if at % 5 == 0 else 1.4
        sheet.lines([(at, across, at, across + tick)], 0.25)
        if at % 10 == 0 and 10 <= at <= form.width - 10:  # noqa: PLR2004 - mm; nothing nearer to the edge
            sheet.centred(at, across + 7, str(at), 6)
    for at in range(1, int(form.height)):
        tick = 4.0 if at % 10 == 0 else 2.5 if at % 5 == 0 else 1.4
        sheet.lines([(along, at, along + tick, at)], 0.25)
        if at % 10 == 0 and 10 <= at <= form.height - 10:  # noqa: PLR2004 - as above
            sheet.text(along + 5, at + 0.8, str(at), 6)

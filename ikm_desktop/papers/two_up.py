"""Two A5 pages side by side on a sheet of A4."""

from __future__ import annotations

import io

from reportlab.lib.units import mm

A4_WIDE = (297 * mm, 210 * mm)


def two_up(pdf: bytes) -> bytes:
    """Return a file of A5 pages with two pages on each sheet of A4, left and right, as large as they were."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as sheets:
        wide, high = A4_WIDE
        for i in range(0, len(source.pages), 2):
            sheets.add_blank_page(page_size=(wide, high))
            for j, page in enumerate(source.pages[i : i + 2]):
                x = j * wide / 2
                sheets.pages[-1].add_overlay(page, pikepdf.Rectangle(x, 0, x + wide / 2, high))
        sheets.docinfo["/Title"] = source.docinfo.get("/Title", "")
        sheets.Root.Lang = source.Root.get("/Lang", pikepdf.String("id-ID"))
        out = io.BytesIO()
        sheets.save(out, deterministic_id=True)
    return out.getvalue()

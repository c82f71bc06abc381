"""From content to PDF: which drawing belongs to which content, and which pictures it needs."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from ikm_desktop.papers import content as c

if TYPE_CHECKING:
    from ikm_desktop.papers.document import PrintProfile

_DRAWN_BY: dict[type, tuple[str, str]] = {
    c.Handover: ("bast", "bast_pdf"),
    c.ReceiptList: ("receipt_list", "receipt_list_pdf"),
    c.Receipt: ("kuitansi", "kuitansi_pdf"),
    c.Inspection: ("inspection", "inspection_pdf"),
    c.PaymentList: ("payment_list", "payment_list_pdf"),
    c.StockCardSheet: ("stock_card", "stock_card_pdf"),
    c.GoodsBalance: ("goods_balance", "goods_balance_pdf"),
    c.CountMinutes: ("count_minutes", "count_minutes_pdf"),
    c.TrailSheet: ("trail", "trail_pdf"),
    c.AttendanceList: ("attendance_list", "attendance_list_pdf"),
    c.ParticipantBook: ("participant_book", "participant_book_pdf"),
    c.GoodsRecord: ("goods_record", "goods_record_pdf"),
    c.PayoutList: ("payout_list", "payout_list_pdf"),
    c.RecipientList: ("recipient_list", "recipient_list_pdf"),
    c.RegisterSheet: ("register_sheet", "register_sheet_pdf"),
    c.Certificates: ("certificate", "certificates_pdf"),
}
"""Module and function that draw a content; imported at their first use, because ReportLab is slow to load."""


def logo_and_photos(content: c.Content) -> list[str | None]:
    """Return the SHA-256 of all pictures a content names."""
    names: list[str | None] = []
    letterhead = getattr(content, "letterhead", None)
    if letterhead is not None:
        names.append(letterhead.logo)
    people = (content, *getattr(content, "holders", ()))
    return names + [one.photo for one in people if hasattr(one, "photo")]


def pdf_of(content: c.Content, pictures: c.Pictures) -> bytes:
    """Draw a content of any kind; the same content and pictures give the same bytes."""
    module, name = _DRAWN_BY[type(content)]
    draw = getattr(importlib.import_module(f"ikm_desktop.papers.{module}"), name)
    return cast("Callable[[c.Content, c.Pictures], bytes]", draw)(content, pictures)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def certificates_in_one(
    contents: Sequence[c.Certificates], pictures: c.Pictures, profile: PrintProfile | None = None
) -> bytes:
    """Draw several groups of certificates into one PDF. profile: how the printer takes its sheets."""
    from ikm_desktop.papers.certificate import draw_certificates
    from ikm_desktop.papers.document import Document

    document = Document(f"Sertifikat {contents[0].title}, Angkatan {contents[0].batch}", pictures, profile)
    for content in contents:
        draw_certificates(document, content)
    return document.pdf()

"""From content to PDF: which drawing belongs to which content, and which pictures it needs."""

from __future__ import annotations

import io
from collections.abc import Sequence

from ikm_desktop.papers import content as c


def logo_and_photos(content: c.Content) -> list[str | None]:
    """Return the SHA-256 of all pictures a content names."""
    if isinstance(content, c.Receipt | c.PaymentList):
        return []
    names: list[str | None] = [content.letterhead.logo]
    if isinstance(content, c.Certificates):
        names += [holder.photo for holder in content.holders]
    return names


def pdf_of(content: c.Content, pictures: c.Pictures) -> bytes:
    """Draw a content of any kind; the same content and pictures give the same bytes."""
    if isinstance(content, c.Handover):
        from ikm_desktop.papers.bast import bast_pdf

        return bast_pdf(content, pictures)
    if isinstance(content, c.ReceiptList):
        from ikm_desktop.papers.receipt_list import receipt_list_pdf

        return receipt_list_pdf(content, pictures)
    if isinstance(content, c.Receipt):
        from ikm_desktop.papers.kuitansi import kuitansi_pdf

        return kuitansi_pdf(content, pictures)
    if isinstance(content, c.Inspection):
        from ikm_desktop.papers.inspection import inspection_pdf

        return inspection_pdf(content, pictures)
    if isinstance(content, c.PaymentList):
        from ikm_desktop.papers.payment_list import payment_list_pdf

        return payment_list_pdf(content, pictures)
    from ikm_desktop.papers.certificate import certificates_pdf

    return certificates_pdf(content, pictures)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def certificates_in_one(contents: Sequence[c.Certificates], pictures: c.Pictures) -> bytes:
    """Draw several groups of certificates into one PDF."""
    from ikm_desktop.papers.certificate import draw_certificates
    from ikm_desktop.papers.document import Document

    document = Document(f"Sertifikat {contents[0].title}, Angkatan {contents[0].batch}", pictures)
    for content in contents:
        draw_certificates(document, content)
    return document.pdf()

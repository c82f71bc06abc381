"""The kept looks of the papers: each page's words with their places, and its picture at 60 dpi.

`python -m tests.papers.renew` draws them anew; a human looks at the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from ikm_desktop.papers import content as c
from ikm_desktop.papers.articles import in_articles
from ikm_desktop.papers.bast import bast_pdf
from ikm_desktop.papers.certificate import certificates_pdf
from ikm_desktop.papers.drawing import pdf_of
from ikm_desktop.papers.inspection import inspection_pdf
from ikm_desktop.papers.kuitansi import kuitansi_pdf
from ikm_desktop.papers.payment_list import payment_list_pdf
from ikm_desktop.papers.personal_data import personal_data_pdf
from ikm_desktop.papers.plain_list import plain_list_pdf
from ikm_desktop.papers.receipt_list import receipt_list_pdf
from tests.papers import desk_papers, pages, people_sheets, records, samples, sheets, stretched, thumbs

FOLDER = Path(__file__).parent / "references"
DPI = 60
MOST_DIFFERENT = 0.0002
"""Share of pixels that may differ: the smoothing of another version, less than a word."""

PAPERS: dict[str, Callable[[], bytes]] = {
    "bast": lambda: bast_pdf(samples.handover(), samples.PICTURES),
    "bast-tanpa-nilai": lambda: bast_pdf(
        samples.handover(2, values=c.NO_VALUE, total=None, acknowledged=None), samples.PICTURES
    ),
    "bast-harga-pokok": lambda: bast_pdf(samples.handover(40, values=c.BOOK_COST), samples.PICTURES),
    "bast-draf": lambda: bast_pdf(
        samples.handover(
            1,
            head=replace(
                samples.handover().head,
                number="530/      /DPP/VIII/2020",
                marks=(c.SAMPLE, c.DRAFT),
            ),
            letterhead=replace(samples.LETTERHEAD, logo=None),
        )
    ),
    "bast-pasal": lambda: bast_pdf(in_articles(samples.handover()), samples.PICTURES),
    "bast-penyedia": lambda: bast_pdf(
        samples.handover(
            4, contracted=True, basis="Berdasarkan SPK Nomor: 12/SPK/2020.", acknowledged=None, witnesses=()
        ),
        samples.PICTURES,
    ),
    "bast-panjang": lambda: bast_pdf(stretched.handover(3), samples.PICTURES),
    "tanda-terima": lambda: receipt_list_pdf(samples.receipt_list(), samples.PICTURES),
    "tanda-terima-10": lambda: receipt_list_pdf(samples.receipt_list(6, 10), samples.PICTURES),
    "kuitansi-up": lambda: kuitansi_pdf(samples.receipt_up()),
    "kuitansi-ls": lambda: kuitansi_pdf(samples.receipt_ls()),
    "kuitansi-panjang": lambda: kuitansi_pdf(stretched.receipt(samples.receipt_up())),
    "tanda-terima-jempol": lambda: receipt_list_pdf(thumbs.receipt_list(), samples.PICTURES),
    "kuitansi-jempol": lambda: kuitansi_pdf(thumbs.receipt()),
    "pemeriksaan": lambda: inspection_pdf(samples.inspection(), samples.PICTURES),
    "nominatif": lambda: payment_list_pdf(samples.payment_list()),
    "sertifikat": lambda: certificates_pdf(samples.certificates(), samples.PICTURES),
    "sertifikat-panjang": lambda: certificates_pdf(stretched.certificates(), samples.PICTURES),
    "neraca": lambda: pdf_of(sheets.goods_balance(), samples.PICTURES),
    "opname": lambda: pdf_of(sheets.count_minutes(), samples.PICTURES),
    "jejak": lambda: pdf_of(sheets.trail(), samples.PICTURES),
    "jejak-pembuat": lambda: pdf_of(sheets.trail_of_maker(), samples.PICTURES),
    "hadir": lambda: pdf_of(people_sheets.attendance_list(), samples.PICTURES),
    "buku": lambda: pdf_of(people_sheets.participant_book(), samples.PICTURES),
    "penghapusan": lambda: pdf_of(records.written_off(), samples.PICTURES),
    "tanda-terima-seorang": lambda: pdf_of(records.receipt(), samples.PICTURES),
    "bast-peserta": lambda: pdf_of(samples.handover_of_participant(), samples.PICTURES),
    "kembali-penyedia": lambda: pdf_of(samples.returned_to_vendor(), samples.PICTURES),
    "pengembalian": lambda: pdf_of(records.returned(), samples.PICTURES),
    "pindah-gudang": lambda: pdf_of(records.moved(), samples.PICTURES),
    "pembalikan": lambda: pdf_of(records.reversed_entry(), samples.PICTURES),
    "penerimaan": lambda: pdf_of(people_sheets.payout_list(), samples.PICTURES),
    "penerima": lambda: pdf_of(people_sheets.recipient_list(), samples.PICTURES),
    "register": lambda: pdf_of(sheets.register_sheet(), samples.PICTURES),
    "kartu": lambda: pdf_of(sheets.stock_card(), samples.PICTURES),
    "lembar-hitung": lambda: pdf_of(sheets.count_minutes(by_hand=True), samples.PICTURES),
    "hadir-sehari": lambda: pdf_of(people_sheets.attendance_list(days=1), samples.PICTURES),
    "hadir-terisi": lambda: pdf_of(people_sheets.attendance_list(filled=True), samples.PICTURES),
    "buku-a4": lambda: pdf_of(people_sheets.participant_book(two_up=True), samples.PICTURES),
    "nominatif-dua-satuan": lambda: payment_list_pdf(samples.payment_list(3, unit="", quantity=None)),
    "sertifikat-lulus": lambda: certificates_pdf(
        samples.certificates(outcome="telah lulus", holders=(samples.holder(grade="Baik", nik=""),)),
        samples.PICTURES,
    ),
    "daftar": lambda: plain_list_pdf(desk_papers.plain_list()),
    "data-pribadi": lambda: personal_data_pdf(desk_papers.personal_data(), samples.PICTURES),
}


def described(page: pages.Page) -> Iterator[str]:
    """Yield a line for each word: left, baseline's lower edge and size, then the word."""
    for word in page.words:
        yield f"{word.left:6.1f} {word.bottom:6.1f} {word.size:4.1f} {word.text}"


def picture_file(name: str, page: int) -> Path:
    """Return where the picture of a page (from 0) is kept."""
    return FOLDER / f"{name}-{page + 1}.png"


def words_file(name: str) -> Path:
    """Return where the words of a paper are kept."""
    return FOLDER / f"{name}.txt"


def words_of(pdf: bytes) -> str:
    """Describe all pages, each under a heading."""
    lines = []
    for i, page in enumerate(pages.read(pdf)):
        lines += [f"halaman {i + 1}: {page.width:.0f} × {page.height:.0f} mm", *described(page)]
    return "\n".join(lines) + "\n"


def compare(kept: Image.Image, drawn: Image.Image) -> str:
    """Say how a page differs from its kept picture; "" when it does not."""
    share = pages.differences(kept, drawn)
    return f"{share:.3%} of the pixels differ" if share > MOST_DIFFERENT else ""

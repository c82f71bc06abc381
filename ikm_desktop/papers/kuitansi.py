"""KUI-UP and KUI-LS: the receipt for one payment, in F4 portrait, always one page.

Source: PMK 190/PMK.05/2012 annex III (LS) and the wording of the UP form in use. The office, the payer
and all titles come with the content. A long purpose is set smaller until the page holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ikm_desktop import words
from ikm_desktop.papers import fields, fonts, signature
from ikm_desktop.papers.content import Field, Pictures, Receipt, Signer, TaxStrip
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.flow import DESCENT
from ikm_desktop.papers.fonts import BOLD, BOLD_ITALIC, SANS
from ikm_desktop.papers.sheet import BODY, F4, Format, Sheet
from ikm_desktop.papers.signature import SignatureStyle
from ikm_desktop.papers.table import CENTRE, Column, Style, Table
from ikm_desktop.papers.text import broken, plain, tied

VALUE = 41.0
"""Where values begin, right of the type area's left edge, in mm."""

_PROOF = 97.0


@dataclass(frozen=True, slots=True)
class _Scale:
    """How tightly the page is set.

    size: of the purpose in points; gap: factor on the gaps; drop: title to name in mm; people: factor on the
    size of titles and names.
    """

    size: float
    gap: float
    drop: float
    people: float = 1.0


_TRIES = ((BODY, 34.0), (BODY, 32.0), (10.0, 31.0), (9.0, 30.0), (8.0, 30.0), (7.0, 30.0), (6.0, 30.0))
"""Sizes of the purpose with the distance from title to name, from the design's to the tightest."""

_PEOPLE = (0.9, 0.8, 0.7, 0.6)
"""Where even that is too large, titles and names are set smaller as well."""

_GAPS = (1.0, 0.97, 0.94, 0.9, 0.86, 0.82, 0.78, 0.74, 0.7, 0.65, 0.6)


def draw_kuitansi(document: Document, content: Receipt) -> None:
    """Draw the receipt as one paper of the document."""
    form = replace(F4, left=content.head.left)
    paper = document.begin(content.head, form, title=f"{content.form.title()} {content.head.number}".strip())
    room = paper.bottom - DESCENT
    _fitted(form, content, room).draw(paper.sheet)
    paper.close()


def _fitted(form: Format, content: Receipt, room: float) -> _Page:
    """Return the page as large and loose as it fits above the room (mm from the top)."""
    scales = (_Scale(size, gap, drop) for size, drop in _TRIES for gap in _GAPS)
    pages = (_Page(form, content, scale) for scale in scales)
    fitting = next((page for page in pages if page.height <= room), None)
    if fitting is not None:
        return fitting
    least, drop = _TRIES[-1]
    tightest = [_Page(form, content, _Scale(least, 0, drop, people)) for people in (1.0, *_PEOPLE)]
    return next((page for page in tightest if page.height <= room), tightest[-1])


def kuitansi_pdf(
    content: Receipt, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the receipt as a PDF of its own."""
    document = Document(f"{content.form.title()} {content.head.number}", pictures, profile)
    draw_kuitansi(document, content)
    return document.pdf()


class _Page:
    """The receipt at one scale: first measured, then drawn."""

    def __init__(self, form: Format, content: Receipt, scale: _Scale) -> None:
        self.form = form
        self.content = content
        self.scale = scale
        people = scale.people
        self.style = SignatureStyle(drop=scale.drop, leading=5.0 * people, size=BODY * people)
        self.small = SignatureStyle(size=10 * people, leading=4.8 * people, drop=scale.drop, room=82)
        self.height = self._walk(None)

    def draw(self, sheet: Sheet) -> None:
        """Draw the page."""
        self._walk(sheet)

    def _walk(self, sheet: Sheet | None) -> float:
        """Go down the page, drawing when there is a sheet; return the last baseline."""
        y = self._heading(sheet)
        y = self._payment(sheet, y)
        y = self._recipient(sheet, y)
        y = self._approval(sheet, y) if self.content.treasurer else self._approver(sheet, y)
        return self._receiver(sheet, y)

    def _gap(self, loose: float, least: float = 0) -> float:
        """Return a distance in mm: as designed where there is room, shrunk to no less than `least`."""
        return max(loose * self.scale.gap, least)

    def _heading(self, sheet: Sheet | None) -> float:
        form, content = self.form, self.content
        y = 19.0 if content.treasurer else 22.0
        middle = form.left + form.area / 2
        proof = fields.fields(
            (
                Field(label="Tahun Anggaran", value=str(content.fiscal_year)),
                Field(label="Nomor Bukti", value=content.head.number, bold=True),
                Field(label="Mata Anggaran", value=content.account),
            ),
            form.left + _PROOF,
            form.area - _PROOF,
            label=29,
            lead=10,
            size=10,
            leading=5.05,
        )
        title = y + proof.depth + self._gap(12.8, 8)
        if sheet is not None:
            sheet.centred(middle, y, content.form, 13, BOLD)
            proof.draw(sheet, y + proof.lead)
            sheet.centred(middle, title, content.title, 12.5, BOLD)
            half = fonts.width(content.title, BOLD, 12.5) / 2
            sheet.rule(middle - half, title + 1.2, middle + half, 0.7)
        return title

    def _payment(self, sheet: Sheet | None, y: float) -> float:
        content = self.content
        y = self._line(sheet, y + self._gap(11, 8), "Sudah terima dari", content.received_from)
        y = self._amount(sheet, y + self._gap(9.6, 8.2))
        spelled = words.rupiah_in_words_title(content.amount)
        y = self._line(sheet, y + self._gap(8.8, 7.2), "Terbilang", spelled, font=BOLD_ITALIC)
        y = self._line(sheet, y + self._gap(7.8, 6.2), "Untuk pembayaran", content.purpose)
        if content.strip is not None:
            y = self._strip(sheet, y + self._gap(6.6, 4), content.strip)
        return y

    def _line(self, sheet: Sheet | None, y: float, label: str, text: str, *, font: str = SANS) -> float:
        form, size = self.form, self.scale.size
        x = form.left + VALUE
        lines = broken(plain(tied(text), font), size, form.right_edge - x)
        leading = size * 0.4714
        if sheet is not None:
            sheet.text(form.left, y, label)
            sheet.text(x - 3, y, ":")
            sheet.paragraph(x, y, lines, size, leading=leading)
        return y + (len(lines) - 1) * leading

    def _amount(self, sheet: Sheet | None, y: float) -> float:
        text = words.rupiah_full(self.content.amount)
        x = self.form.left + VALUE
        if sheet is not None:
            wide = fonts.width(text, BOLD, 14) + 10
            sheet.text(self.form.left, y, "Jumlah uang")
            sheet.text(x - 3, y, ":")
            sheet.box(x, y - 5.6, wide, 8.5, weight=1.1, fill=0.95)
            sheet.centred(x + wide / 2, y + 0.4, text, 14, BOLD)
        return y

    def _strip(self, sheet: Sheet | None, y: float, strip: TaxStrip) -> float:
        form = self.form
        each = (form.area - VALUE) / 3
        table = Table(
            [
                Column("Jumlah bruto", each, CENTRE),
                Column(tied(f"Pajak: {strip.label}"), each, CENTRE),
                Column("Jumlah diterima", each, CENTRE),
            ],
            [tuple(words.rupiah_full(amount) for amount in (strip.gross, strip.tax, strip.net))],
            form.left + VALUE,
            Style(size=9),
        )
        if sheet is not None:
            table.draw(sheet, y, 0, 1)
        return y + table.opening(0) + table.rest(0)

    def _recipient(self, sheet: Sheet | None, y: float) -> float:
        x = self.form.right_edge - 38
        # Below 32 mm the name would run into the meterai's box; wider than 76 mm, into the margin.
        style = replace(self.style, drop=max(self.scale.drop, 32.0), room=76)
        lead = self._gap(7.6 if self.content.strip else 15, 6)
        return self._signers(sheet, y + lead, ((x, self.content.recipient),), style)

    def _signers(
        self,
        sheet: Sheet | None,
        y: float,
        signers: Sequence[tuple[float, Signer]],
        style: SignatureStyle,
    ) -> float:
        block = signature.signatures(signers, lead=0, style=style)
        if sheet is not None:
            block.draw(sheet, y)
        return y + block.body

    def _approval(self, sheet: Sheet | None, y: float) -> float:
        """Draw the ruled row of the UP form: PPK left, Bendahara right."""
        form, content = self.form, self.content
        top = y + self._gap(11, 6)
        half = form.area / 2
        left, right = form.left + half / 2, form.left + half * 1.5
        signers = [(left, content.approver)]
        if content.treasurer is not None:
            signers.append((right + 4, content.treasurer))
        end = self._signers(sheet, top + 6, signers, self.small)
        if sheet is not None:
            sheet.rule(form.left, top, form.right_edge, 0.9)
            sheet.rule(form.left, end + 3.6, form.right_edge, 0.9)
            middle = form.left + half
            sheet.lines([(middle, top, middle, end + 3.6)], 0.5)
        return end + 3.6

    def _approver(self, sheet: Sheet | None, y: float) -> float:
        """Draw the PPK of the LS form, lower left, and the rule beneath."""
        form = self.form
        start = y + self._gap(16, 8)
        end = self._signers(sheet, start, ((66.0, self.content.approver),), self.style)
        end += self._gap(14, 5)
        if sheet is not None:
            sheet.rule(form.left, end, form.right_edge, 0.9)
        return end

    def _receiver(self, sheet: Sheet | None, y: float) -> float:
        form, content = self.form, self.content
        middle = form.left + form.area / 2
        style = self.small if content.treasurer else self.style
        receiver = replace(content.receiver, role=content.received)
        # The sentence is wider than a title; it stands on one line over the block.
        wide = replace(style, room=form.area)
        return self._signers(sheet, y + self._gap(6, 5.4), ((middle, receiver),), wide)

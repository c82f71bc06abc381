"""One PDF file with one or many papers in it: pages, furniture, page numbers, bookmarks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ikm_desktop.papers import fonts, marks, qr
from ikm_desktop.papers.content import DRAFT, Head, Pictures
from ikm_desktop.papers.fonts import ITALIC, SANS
from ikm_desktop.papers.printers import TENTHS, Printer
from ikm_desktop.papers.sheet import F4, Format, Sheet

CONTINUED_BASELINE = 15.8
CONTINUED_TOP = 18.0
QR_ROOM = 26.0
"""Body text ends so far above the lower edge where the return QR stands, in mm."""


@dataclass(frozen=True, slots=True)
class PrintProfile:
    """How one printer takes the sheets: a shift in mm (right and down positive).

    frame, letterhead: draw the certificate's frame, and its emblem with the office's lines (off on stock that
    has them already); turn_back: the back page upside down.
    """

    right: float = 0.0
    down: float = 0.0
    frame: bool = True
    turn_back: bool = False
    letterhead: bool = True


def certificate_profile(printer: Printer) -> PrintProfile:
    """Return how a printer takes certificates: on pre-printed stock text alone, shifted to meet its lines.

    The printer's own shift is not in it: printing puts it on, as on every page.
    """
    if not printer.text_only:
        return PrintProfile(turn_back=printer.turn_back)
    return PrintProfile(
        right=printer.stock_right / TENTHS,
        down=printer.stock_down / TENTHS,
        frame=False,
        turn_back=printer.turn_back,
        letterhead=False,
    )


class Document:
    """A PDF being drawn. The same papers give the same bytes, run after run."""

    def __init__(
        self, title: str, pictures: Pictures | None = None, profile: PrintProfile | None = None
    ) -> None:
        self.pictures: Pictures = pictures or {}
        self.profile = profile or PrintProfile()
        self._buffer = BytesIO()
        fonts.face(SANS)
        # Without a first font of ours each page would name a Helvetica that is embedded nowhere.
        first: Any = SANS
        self.canvas = Canvas(
            self._buffer, invariant=1, lang="id-ID", pageCompression=1, initialFontName=first
        )
        self.canvas.setTitle(title)
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.canvas.setCreator("IKM Desktop")
        self._sheet = Sheet(self.canvas, F4)
        self._papers = 0
        self._pages = 0

    def begin(
        self,
        head: Head,
        form: Format,
        *,
        title: str,
        continued: str = "",
        above: Callable[[Sheet], None] | None = None,
    ) -> Paper:
        """Begin a paper on a new page, with a bookmark.

        title: of the bookmark; continued: the line above each later page; above: what is drawn there instead.
        """
        self._papers += 1
        paper = Paper(self, head, form, key=f"p{self._papers}", title=title, continued=continued)
        paper.above = above
        return paper

    def next_key(self) -> str:
        """Return a name for shared forms that no other paper of this file uses."""
        self._papers += 1
        return str(self._papers)

    def turn(self, form: Format) -> None:
        """Turn the page being drawn upside down."""
        self.canvas.translate(form.width * mm, form.height * mm)
        self.canvas.rotate(180)

    def bookmark(self, title: str, level: int = 0) -> None:
        """Set a bookmark to the page being drawn."""
        self._pages += 1
        key = f"b{self._pages}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(title, key, level)

    def start_page(self, form: Format) -> Sheet:
        """Start a page of that size, shifted as the printer wants it."""
        self.canvas.setPageSize((form.width * mm, form.height * mm))
        profile = self.profile
        if profile.right or profile.down:
            self.canvas.translate(profile.right * mm, -profile.down * mm)
        self._sheet = Sheet(self.canvas, form)
        return self._sheet

    def end_page(self) -> None:
        """End the page being drawn."""
        self._sheet.flush()
        self.canvas.showPage()

    def shared(self, name: str, form: Format, draw: Callable[[Sheet], None]) -> None:
        """Place what many pages have in common: drawn at its first use, referred to afterwards."""
        if not self.canvas.hasForm(name):
            self.canvas.beginForm(name, 0, 0, form.width * mm, form.height * mm)
            sheet = Sheet(self.canvas, form)
            draw(sheet)
            sheet.flush()
            self.canvas.endForm()
        self.canvas.doForm(name)

    def pdf(self) -> bytes:
        """Finish the file and return its bytes."""
        self.canvas.save()
        return self._buffer.getvalue()


class Paper:
    """One paper in a document: its current page, and where on it the body may stand."""

    def __init__(
        self, document: Document, head: Head, form: Format, *, key: str, title: str, continued: str
    ) -> None:
        self.document = document
        self.head = head
        self.form = form
        self.page = 0
        self._key = key
        self._continued = continued
        self.above: Callable[[Sheet], None] | None = None
        self._has_code = bool(head.return_code) and DRAFT not in head.marks
        self._has_foot = self._has_code or bool(head.initials)
        self.sheet = self._start()
        document.bookmark(title)

    @property
    def bottom(self) -> float:
        """Where the body ends on every page, in mm from the top."""
        room = max(QR_ROOM, self.form.bottom) if self._has_foot else self.form.bottom
        return self.form.height - room

    @property
    def top(self) -> float:
        """Where the body begins on a continuation page, in mm from the top."""
        return CONTINUED_TOP if self.above is None else CONTINUED_TOP + 4

    def next_page(self) -> Sheet:
        """End the page and begin the next one under the continuation line."""
        self._end()
        self.sheet = self._start()
        if self.above is not None:
            self.above(self.sheet)
        else:
            self.sheet.text(self.form.left, CONTINUED_BASELINE, self._continued, 8.5, ITALIC, grey=0.25)
        return self.sheet

    def close(self) -> None:
        """End the paper: its last page, and the number of pages on all of them."""
        self._end()
        canvas = self.document.canvas
        for page in range(1, self.page + 1):
            canvas.beginForm(f"{self._key}-{page}", -180, -6, 0, 14)
            # From page 2 on the number must be found again when the sheets fall apart: larger.
            size = 6.5 if page == 1 else 7.5
            canvas.setFont(SANS, size)
            canvas.setFillGray(0.15)
            canvas.drawRightString(0, 0, f"Halaman {page} dari {self.page}")
            canvas.endForm()

    def _start(self) -> Sheet:
        self.page += 1
        sheet = self.document.start_page(self.form)
        marks.draw_across(sheet, self.head.marks)
        marks.draw_boxes(sheet, self.head.marks)
        return sheet

    def _end(self) -> None:
        form, sheet = self.form, self.sheet
        end = form.right_edge
        if self._has_code:
            end = form.width - qr.RETURN_EDGE - qr.RETURN_SIZE - 4
            qr.draw_return(sheet, self.head.return_code)
        elif self.head.initials:
            marks.draw_initials(sheet, self.head.initials)
        y = form.height - form.footer
        sheet.rule(form.left, y - 3.6, end, 0.35, 0.55)
        sheet.text(form.left, y, footer_text(self.head), 6.5, grey=0.35)
        sheet.flush()  # the page number is read last
        canvas = self.document.canvas
        canvas.saveState()
        canvas.translate(end * mm, form.footer * mm)
        canvas.doForm(f"{self._key}-{self.page}")
        canvas.restoreState()
        self.document.end_page()


def footer_text(head: Head) -> str:
    """Return what the footer says on the left: kind, version, number."""
    parts = [head.kind, f"versi {head.version}", head.number]
    return "  ·  ".join(part for part in parts if part)

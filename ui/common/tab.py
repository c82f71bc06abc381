"""What a tab is: its name, the page it shows, what it adds to the menus and to Ctrl+K."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QWidget

from ikm_desktop.office.book import Office
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.listing import Listing
from ui.common.palette import Target
from ui.common.ways import WaysOut, lead_from_list
from ui.theme.look import Look

if TYPE_CHECKING:
    from ui.common.preview import PaperPreview


Page = TypeVar("Page", bound=QWidget)


@dataclass(frozen=True, slots=True)
class TabContext:
    """What a tab is handed.

    show_page: put an entry page in the list's place; close_page: back to the list; go_to: another tab,
    filtered by words; say: tell in a toast what was done, with a word and what it does for each button;
    run: do what a command of the menus does, by its key, and tell whether there is such a command.
    """

    office: Office
    look: Look
    show_page: Callable[[QWidget], None]
    close_page: Callable[[], None]
    go_to: Callable[..., QWidget]
    say: Callable[..., None]
    run: Callable[[str], bool]

    def open_page(self, tab: str, make: Callable[[TabContext], Page]) -> Page:
        """Go to a tab and open a page in its list's place."""
        self.go_to(tab)
        page = make(self)
        self.show_page(page)
        return page

    def show_paper(self, paper: int | Sequence[int]) -> PaperPreview:
        """Open the preview of a paper, or of several to be printed one after another, in the list's place."""
        from ui.common.preview import PaperPreview

        page = PaperPreview(self.office, self.look, paper)
        WaysOut(self, page.message, page)
        page.closed.connect(self.close_page)
        self.show_page(page)
        return page


def _nothing(_context: TabContext) -> list[Command]:
    return []


def _nowhere(_context: TabContext) -> Sequence[Target]:
    return ()


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: `make` builds its page when it is first shown.

    reopens: opens an entry page again that was on screen when the program ended, by the key of its draft; a
    key that ends in a hyphen stands for those with a row's number behind it, which the opener is handed.
    """

    key: str
    title: str
    icon: str
    make: Callable[[TabContext], QWidget]
    commands: Callable[[TabContext], list[Command]] = _nothing
    targets: Callable[[TabContext], Sequence[Target]] = _nowhere
    reopens: Mapping[str, Callable[..., object]] = field(default_factory=dict)


def list_tab(context: TabContext, listing: Listing[Any], commands: Sequence[Command] = ()) -> ListPage:
    """Return a list page whose rows open as their paper where they have one."""
    page = ListPage(context.office, context.look, listing, commands)

    page.message.lead = partial(lead_from_list, context, page)

    def open_row(row: object) -> None:
        paper = listing.paper(row)
        if paper is not None:
            context.show_paper(paper)

    page.opened.connect(open_row)
    page.saved.connect(context.say)
    page.pages_ready.connect(partial(_show_pages, context, listing))
    return page


def _show_pages(context: TabContext, listing: Listing[Any], pdf: bytes) -> None:
    """Show the printed list in its own place."""
    from ui.papers.pdf_page import PdfPage

    context.show_page(PdfPage(context, listing.title, listing.title, pdf, f"{listing.title}.pdf"))

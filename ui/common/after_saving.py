"""What follows once an entry page was saved: the list with what was made chosen, and its paper."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports.history import undo_entry
from ikm_desktop.reports.issuing import can_be_drawn, issue
from ui.common.list_page import ListPage
from ui.common.tab import TabContext


def show_saved(context: TabContext, tab: str, done: Done, said: str, *, to_print: bool) -> None:
    """Go to the list of a tab with what an act made chosen, and on to its paper where it is to be printed.

    Several are printed one after another, the last first: the list that stands over all of them.
    """
    page = context.go_to(tab)
    if not isinstance(page, ListPage):
        raise TypeError(type(page).__name__)
    page.choose(lambda row: _is_one_of(row, done))
    page.message.tell(done.notices)
    if to_print and drawable(context, done.papers):
        context.say(said)
        print_made(context, page, done)
    else:
        tell_prepared(context, page, done, said)


def tell_prepared(context: TabContext, page: ListPage, done: Done, said: str) -> None:
    """Say what was made; what waits for its signature can be printed or taken back from there."""
    ways = []
    if done.prepared and drawable(context, done.papers):
        ways.append(("Cetak", lambda: print_made(context, page, done)))
    if done.prepared:
        ways.append(("Urungkan", lambda: take_back(context, page, done, said)))
    context.say(said, *ways)


def print_made(context: TabContext, page: ListPage, done: Done) -> None:
    """Issue the papers of an act and show them ready to be printed; page: is told what is in the way."""
    papers = drawable(context, done.papers)
    try:
        issue(context.office, papers=papers)
    except (Refusal, Fault) as refused:
        page.message.refuse(refused)
        return
    preview = context.show_paper([papers[-1], *papers[:-1]])
    preview.message.tell(done.notices)
    preview.print_button.setAutoDefault(True)
    preview.print_button.setFocus()


def take_back(context: TabContext, page: ListPage, done: Done, said: str) -> None:
    """Take an act back that nobody has signed yet, and read the list again."""
    try:
        undone = undo_entry(context.office, done.entry)
    except (Refusal, Fault) as refused:
        page.message.refuse(refused)
        return
    page.reload()
    page.message.tell(undone.notices)
    context.say(f"Diurungkan: {said}")


def drawable(context: TabContext, papers: Collection[int]) -> Sequence[int]:
    """Return those of some papers that the program can draw."""
    with context.office.reading() as connection:
        return [paper for paper in papers if can_be_drawn(read_paper(connection, paper).kind)]


def _is_one_of(row: object, done: Done) -> bool:
    return getattr(row, "voucher", None) in done.vouchers or getattr(row, "prepared", None) in done.prepared

"""Going from a figure to what it stands on: the paper of a voucher."""

from __future__ import annotations

from ikm_desktop.goods.labels import paper_of, voucher_refs
from ui.common.tab import TabContext


def open_voucher(context: TabContext, voucher: int) -> None:
    """Open the paper that pictures a voucher; where there is none, tell which it is."""
    with context.office.reading() as connection:
        paper = paper_of(connection, voucher)
        ref = voucher_refs(connection, [voucher]).get(voucher)
    if paper is None:
        context.say(f"{ref} tidak mempunyai surat dari program." if ref else "Suratnya tidak ada dalam buku.")
        return
    context.show_paper(paper)

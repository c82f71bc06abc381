"""Where the steps of a batch lead: the fitting page, with this batch chosen."""

from __future__ import annotations

from ikm_desktop.batches.batches import Batch
from ikm_desktop.batches.steps import Step
from ui.common.list_page import ListPage
from ui.common.tab import TabContext


def go_to_step(context: TabContext, batch: Batch, step: Step) -> None:
    """Open the page on which a step of a batch is done."""
    from ui.batches import tab

    if step.key == "peserta":
        tab.open_roster(context, batch.id)
    elif step.key == "kehadiran" and step.act == "Isi jadwal":
        tab.open_sessions(context, batch.id)
    elif step.key == "kehadiran":
        tab.open_attendance(context, batch.id)
    elif step.key == "sertifikat":
        tab.open_certificates(context, batch.id)
    elif step.key == "berkas":
        _filtered(context, "surat", batch.name)
    else:
        _go_to_goods(context, batch, step)


def _go_to_goods(context: TabContext, batch: Batch, step: Step) -> None:
    """Open the page of another room that moves the goods or the money of a batch."""
    if step.key == "bahan" and step.act == "Kembalikan bahan":
        from ui.supply.tab import open_returns

        open_returns(context, batch.id)
    elif step.key == "bahan":
        from ui.supply.tab import open_kit

        open_kit(context, batch.id)
    else:
        _go_to_buyback(context, batch, step)


def _go_to_buyback(context: TabContext, batch: Batch, step: Step) -> None:
    from ui.buyback.tab import BuybackActs

    if step.act == "Periksa produk":
        page = _filtered(context, "pembelian", batch.name)
        if page is not None:
            page.choose_chip("Belum diperiksa")
        return
    acts = context.go_to("pembelian").findChild(BuybackActs)
    if acts is not None:
        (acts.receive_batch if step.key == "produk" else acts.pay_batch)(batch.id)


def _filtered(context: TabContext, tab: str, words: str) -> ListPage | None:
    """Go to a list filtered by words."""
    page = context.go_to(tab)
    if not isinstance(page, ListPage):
        return None
    page.filter_by(words)
    page.table.setFocus()
    return page

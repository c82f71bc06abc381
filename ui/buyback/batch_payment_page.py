"""The entry page Daftar pembayaran: a whole batch is paid in one act, a kuitansi each and one list."""

from __future__ import annotations

from collections.abc import Sequence

from ikm_desktop.batches.batches import batch_of
from ikm_desktop.buyback.lists import DeliveryRow
from ikm_desktop.buyback.payment import PayLine
from ikm_desktop.buyback.payment_many import Payment, pay_many
from ikm_desktop.office.acts import Done
from ui.buyback import paying
from ui.buyback.paying import Sums
from ui.buyback.payment_form import PaymentForm
from ui.common.labels import label
from ui.common.picking import CalmCombo
from ui.common.tab import TabContext

PAGE = "daftar-pembayaran"
_BATCH = "Angkatan"
_RECEIPT = "Kuitansi"


class BatchPaymentPage(PaymentForm):
    """Pays everybody of a batch whose receipts are inspected; the batch owed most stands there first."""

    def __init__(self, context: TabContext, rows: Sequence[DeliveryRow], batch: int | None = None) -> None:
        super().__init__(context, "Daftar pembayaran", PAGE, rows, with_names=True)
        self.batch = CalmCombo(_BATCH, self)
        for one in paying.batches_to_pay(rows):
            self.batch.addItem(one.text, one.batch)
        self.batch.setCurrentIndex(max(self.batch.findData(batch), 0))
        name = label("An&gkatan (wajib)")
        name.setBuddy(self.batch)
        self.who.addWidget(name)
        self.who.addWidget(self.batch)
        self.form.add_choice(_BATCH, self.batch)
        self.form.named_by = self.batch
        self.receipt = CalmCombo(_RECEIPT, self)
        self.receipt.addItem("satu untuk setiap orang", False)
        self.receipt.addItem("satu untuk seluruh daftar", True)
        which = label("&Kuitansi")
        which.setBuddy(self.receipt)
        self.who.addWidget(which)
        self.who.addWidget(self.receipt)
        self.form.add_choice(_RECEIPT, self.receipt)
        self.finish_form(
            "&Bayar dan cetak semua",
            "Kuitansi bernomor untuk setiap orang, atau satu untuk seluruh daftar, dan satu daftar nominatif "
            "pembayaran: semuanya atau tidak sama sekali. Sesudah dibayar tidak dapat diubah, hanya dibalik "
            "satu per satu.",
        )
        self.batch.currentIndexChanged.connect(self._show_batch)
        self._show_batch()
        self.start(self.lines if self.batch.count() else self.batch)

    def show_batch(self, batch: int) -> None:
        """Show what is to be paid of a batch, and nothing of another where there is nothing."""
        at = self.batch.findData(batch)
        if at < 0:
            with self.context.office.reading() as connection:
                name = batch_of(connection, batch).name
            at = self.batch.count()
            self.batch.addItem(f"{name} · belum ada yang dapat dibayar", batch)
        self.batch.setCurrentIndex(at)
        self.lines.setFocus()

    def _show_batch(self) -> None:
        rows = paying.rows_of_batch(self.delivered, self.batch.currentData())
        self.lines.show_rows(rows, lambda row: row.payable > 0)
        self.account.setText(paying.account_of(self.context.office, rows))
        self.count()

    def sums(self) -> Sums:
        """Return what all kuitansi come to together; tax is withheld of each by itself."""
        return paying.sums_of_many(self.context.office, self.lines.ticked(), self.chosen_tax, self.day.day())

    def count(self) -> None:
        """Show the sums, and how many people are paid."""
        super().count()
        people = len({row.place for row in self.lines.ticked()})
        self.hints.setText(f"{people} orang, {len(self.lines.ticked())} penerimaan dicentang.")

    def post(self) -> Done:
        """Pay everybody ticked."""
        rows, _ = self.ticked_unless_waiting()
        of: dict[int, list[DeliveryRow]] = {}
        for row in self.lines.ticked():
            if row.place is not None:
                of.setdefault(row.place, []).append(row)
        return pay_many(
            self.context.office,
            batch=self.batch.currentData(),
            letter_date=self.day.day(),
            payments=[
                Payment(
                    place,
                    [PayLine(row.line) for row in hers if row.line is not None],
                    [row.prepared for row in hers if row not in rows and row.prepared is not None],
                )
                for place, hers in of.items()
            ],
            tax=self.chosen_tax,
            method=self.chosen_method,
            account=self.account.text(),
            one_receipt=bool(self.receipt.currentData()),
        )

"""Penyedia: the list of those the office buys from, and the form of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ikm_desktop import words
from ikm_desktop.goods.parties import (
    Vendor,
    add_vendor,
    change_vendor,
    reveal_number,
    similar_names,
    vendors,
)
from ikm_desktop.goods.places import archive_place
from ikm_desktop.office.acts import Done
from ikm_desktop.participants.person import masked_account, masked_npwp
from ui.common.listing import Column
from ui.common.record_form import FieldSpec, RecordForm
from ui.common.records_page import Records, RecordsPage
from ui.common.tab import TabContext

PAGE = "penyedia"

_COLUMNS: tuple[Column[Vendor], ...] = (
    Column("Penyedia", lambda row: row.name, width=230),
    Column("Alamat", lambda row: row.address, width=290),
    Column("Telepon", lambda row: row.phone, width=130),
    Column("NPWP", lambda row: words.npwp(masked_npwp(row.npwp)), width=170),
    Column("Pemilik atau penanda tangan", lambda row: row.signer, width=190),
    Column("Bank", lambda row: row.bank, width=140),
)

_GROUPS: dict[str, tuple[FieldSpec, ...]] = {
    "Penyedia": (
        FieldSpec("name", "Nama penyedia", "wajib"),
        FieldSpec("address", "Alamat"),
        FieldSpec("phone", "Telepon", chars=16),
        FieldSpec("npwp", "NPWP", "15 atau 16 angka", chars=22, masked=masked_npwp),
        FieldSpec("signer", "Penanda tangan"),
        FieldSpec("signer_title", "Jabatan", "misalnya: Pemilik"),
    ),
    "Bank": (
        FieldSpec("bank", "Bank"),
        FieldSpec("bank_account", "Nomor rekening", chars=22, masked=masked_account),
        FieldSpec("bank_holder", "Atas nama"),
    ),
}


def vendors_page(context: TabContext) -> RecordsPage:
    """Return the list."""

    def read() -> Sequence[Vendor]:
        with context.office.reading() as connection:
            return vendors(connection, archived=True)

    return RecordsPage(
        context,
        "Persediaan",
        Records(
            title="Penyedia",
            columns=_COLUMNS,
            read=read,
            words=lambda row: f"{row.name} {row.address} {row.signer} {row.npwp}",
            chips=(
                ("Semua", lambda row: not row.archived),
                ("Tanpa NPWP", lambda row: not row.npwp and not row.archived),
                ("Arsip", lambda row: row.archived),
            ),
            open_record=lambda row: VendorPage(context, row),
            new="Penyedia baru",
        ),
    )


class VendorPage(RecordForm):
    """The form of one vendor."""

    def __init__(self, context: TabContext, vendor: Vendor | None) -> None:
        self.vendor = vendor
        names = [spec.name for group in _GROUPS.values() for spec in group]
        super().__init__(
            context,
            "Penyedia",
            vendor.name if vendor else "Penyedia baru",
            PAGE if vendor is None else f"{PAGE}-{vendor.place}",
            _GROUPS,
            {} if vendor is None else {name: getattr(vendor, name) for name in names},
            archived=None if vendor is None else vendor.archived,
        )
        self.setProperty("help", "penyedia")
        self.start(self.name_line)

    def save_values(self, values: dict[str, Any]) -> Done:
        """Add or change it."""
        if self.vendor is not None:
            return change_vendor(self.context.office, vendor=self.vendor.place, **values)
        return add_vendor(self.context.office, name=str(values.pop("name", "")), **values)

    def archive_record(self, *, archived: bool) -> Done:
        """Put it away, or bring it back."""
        place = self.vendor.place if self.vendor else 0
        return archive_place(self.context.office, place=place, archived=archived)

    def reveal(self, name: str) -> str:
        """Return the account or NPWP in full; logged."""
        place = self.vendor.place if self.vendor else 0
        return reveal_number(
            self.context.office, party=place, field="npwp" if name == "npwp" else "bank_account"
        )

    def alike(self, name: str) -> Sequence[str]:
        """Return the vendors of a name like this."""
        but = self.vendor.place if self.vendor else None
        with self.context.office.reading() as connection:
            return similar_names(connection, "vendor", name, but=but)

    def go_back(self, name: str) -> None:
        """Show the list again, with the record chosen."""
        page = vendors_page(self.context)
        self.context.show_page(page)
        page.choose(lambda row: row.name == name)

    def open_next(self) -> None:
        """Open another new one."""
        self.context.show_page(VendorPage(self.context, None))

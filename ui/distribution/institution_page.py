"""Lembaga penerima: the list of those who can receive, and the form of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ikm_desktop import words
from ikm_desktop.distribution.lists import NO_REPORT, PART_REPORTED, DistributionRow, distribution_rows
from ikm_desktop.distribution.plan import plan_basis
from ikm_desktop.distribution.recipients import add_recipient, change_recipient
from ikm_desktop.goods.parties import (
    CLASSES,
    Institution,
    institutions,
    reveal_number,
    similar_names,
)
from ikm_desktop.goods.places import archive_place
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.participants import regions
from ui.common.labels import label
from ui.common.listing import Column
from ui.common.record_form import FieldSpec, RecordForm
from ui.common.records_page import Records, RecordsPage
from ui.common.tab import TabContext

PAGE = "lembaga"
_NTT = "53"


@dataclass(frozen=True, slots=True)
class Known:
    """An institution and what became of it: in this cycle, its letters, those without a report."""

    institution: Institution
    in_cycle: str
    letters: int
    unreported: int


def known_institutions(office: Office) -> list[Known]:
    """Return all of them, those put away too."""
    with office.reading() as connection:
        basis = plan_basis(connection, office.clock.now().date())
        rows = [row for row in distribution_rows(connection) if row.voucher is not None]
        found = institutions(connection, archived=True)
    shown: dict[int, list[str]] = {}
    for free in basis.products:
        for one in found:
            quantity = basis.given.get((one.place, free.item.id))
            if quantity:
                shown.setdefault(one.place, []).append(free.item.ref.show(quantity))
    return [
        Known(
            one,
            ", ".join(shown.get(one.place, ())),
            sum(row.place == one.place for row in rows),
            sum(row.place == one.place and row.report in (NO_REPORT, PART_REPORTED) for row in rows),
        )
        for one in found
    ]


_COLUMNS: tuple[Column[Known], ...] = (
    Column("Lembaga", lambda row: row.institution.name, width=250),
    Column("Golongan", lambda row: row.institution.class_name, width=150),
    Column("Kab/Kota", lambda row: row.institution.regency, width=150),
    Column("Penanda tangan", lambda row: row.institution.signer, width=150),
    Column("Kontak", lambda row: row.institution.contact or row.institution.phone, width=120),
    Column(
        "Anggota",
        lambda row: _count(row.institution.members),
        lambda row: row.institution.members,
        True,
        width=76,
    ),
    Column(
        "Jatah", lambda row: _count(row.institution.quota), lambda row: row.institution.quota, True, width=64
    ),
    Column("Siklus ini", lambda row: row.in_cycle or "–", width=120),
    Column("Belum lapor", lambda row: _count(row.unreported), lambda row: row.unreported, True, width=90),
)


def _count(number: int) -> str:
    return words.number(number) if number else "–"


def institutions_page(context: TabContext) -> RecordsPage:
    """Return the list."""

    def fits(code: str) -> Any:  # noqa: ANN401 - a filter
        return lambda row: row.institution.class_ == code and not row.institution.archived

    return RecordsPage(
        context,
        "Penyaluran",
        Records(
            title="Lembaga penerima",
            columns=_COLUMNS,
            read=lambda: known_institutions(context.office),
            words=lambda row: (
                f"{row.institution.name} {row.institution.class_name} {row.institution.regency} "
                f"{row.institution.signer} {row.institution.contact}"
            ),
            chips=(
                ("Semua", lambda row: not row.institution.archived),
                *((name.split(" dan ")[0], fits(code)) for code, name in CLASSES.items()),
                ("Arsip", lambda row: row.institution.archived),
            ),
            open_record=lambda row: InstitutionForm(context, row.institution if row else None),
            new="Lembaga baru",
        ),
    )


class InstitutionForm(RecordForm):
    """The form of one institution; beside it what it got."""

    def __init__(self, context: TabContext, institution: Institution | None) -> None:
        self.institution = institution
        begun = {} if institution is None else {name: getattr(institution, name) for name in _NAMES}
        super().__init__(
            context,
            "Lembaga penerima",
            institution.name if institution else "Lembaga baru",
            PAGE if institution is None else f"{PAGE}-{institution.place}",
            _groups(),
            begun,
            archived=None if institution is None else institution.archived,
        )
        if institution is not None:
            self._tell_history(institution)
        self.setProperty("help", "lembaga")
        self.start(self.name_line)

    def _tell_history(self, institution: Institution) -> None:
        with self.context.office.reading() as connection:
            rows = [row for row in distribution_rows(connection) if row.place == institution.place]
        inside = self.card("Yang diterima", self.right)
        for row in rows[:8]:
            told = label(_letter(row))
            told.setWordWrap(True)
            inside.addWidget(told)
        if not rows:
            inside.addWidget(label("Belum ada.", "muted"))
        elif len(rows) > 8:  # noqa: PLR2004 - as many as are shown
            inside.addWidget(label(f"dan {len(rows) - 8} surat sebelumnya", "muted"))

    def save_values(self, values: dict[str, Any]) -> Done:
        """Add or change it."""
        if self.institution is not None:
            return change_recipient(self.context.office, institution=self.institution.place, **values)
        class_ = str(self.choices["class_"].currentData())
        name = str(values.pop("name", ""))
        values.pop("class_", None)
        return add_recipient(self.context.office, name=name, class_=class_, **values)

    def archive_record(self, *, archived: bool) -> Done:
        """Put it away, or bring it back."""
        place = self.institution.place if self.institution else 0
        return archive_place(self.context.office, place=place, archived=archived)

    def reveal(self, name: str) -> str:  # noqa: ARG002 - it has one masked field
        """Return the signer's NIK in full; logged."""
        place = self.institution.place if self.institution else 0
        return reveal_number(self.context.office, party=place, field="signer_nik")

    def alike(self, name: str) -> Sequence[str]:
        """Return the institutions of a name like this."""
        but = self.institution.place if self.institution else None
        with self.context.office.reading() as connection:
            return similar_names(connection, "institution", name, but=but)

    def go_back(self, name: str) -> None:
        """Show the list again, with the record chosen."""
        page = institutions_page(self.context)
        self.context.show_page(page)
        page.choose(lambda row: row.institution.name == name)

    def open_next(self) -> None:
        """Open another new one."""
        self.context.show_page(InstitutionForm(self.context, None))


_NAMES = (
    "name",
    "class_",
    "regency",
    "address",
    "contact",
    "phone",
    "signer",
    "signer_title",
    "signer_nip",
    "signer_nik",
    "members",
    "quota",
)


def _groups() -> dict[str, tuple[FieldSpec, ...]]:
    offered = tuple(str(one) for one in regions.regencies(_NTT))
    return {
        "Lembaga": (
            FieldSpec("name", "Nama lembaga", "wajib"),
            FieldSpec("class_", "Golongan", choices=tuple(CLASSES.items())),
            FieldSpec("regency", "Kabupaten/kota", offered=offered),
            FieldSpec("address", "Alamat"),
            FieldSpec("contact", "Kontak", "orang yang dihubungi"),
            FieldSpec("phone", "Telepon", chars=16),
        ),
        "Yang menandatangani BAST": (
            FieldSpec("signer", "Penanda tangan"),
            FieldSpec("signer_title", "Jabatan"),
            FieldSpec("signer_nip", "NIP penanda tangan", "18 angka, bila ada", chars=22),
            FieldSpec(
                "signer_nik",
                "NIK penanda tangan",
                "16 angka, bila tidak ber-NIP",
                chars=18,
                masked=words.masked_nik,
            ),
        ),
        "Pembagian": (
            FieldSpec("members", "Jumlah anggota", "untuk bagi menurut anggota", chars=9, count=True),
            FieldSpec(
                "quota",
                "Jatah per siklus",
                "paling banyak tiap produk; kosong = tanpa batas",
                chars=9,
                count=True,
            ),
        ),
    }


def _letter(row: DistributionRow) -> str:
    parts = [words.short_date(row.letter_date), row.number or "–", row.quantities, row.status.value]
    return " · ".join([*parts, f"laporan {row.report.lower()}"] if row.report else parts)

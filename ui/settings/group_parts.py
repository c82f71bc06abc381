"""The pages over one group each: rules of the programme, words on papers, the year's budget."""

from __future__ import annotations

from typing import Any

from ikm_desktop.office.budget import Budget, budget_of
from ikm_desktop.office.settings import Group, Rules, Wording
from ikm_desktop.papers.content import PURCHASE_PRICE, VALUES
from ui.settings.group_part import COUNT, DAY, FLAG, LINES, SCALE, GroupPart, Value

_LETTER = "BAST-L"


class RulesPart(GroupPart):
    """Aturan."""

    title = "Aturan program"
    words = "syarat kapasitas hadir predikat"
    about = "Syarat sertifikat, ukuran angkatan, dan usia kerja: kebiasaan kantor, bukan peraturan."
    group = Rules
    values = (
        Value("attendance_percent", "Syarat &kehadiran (%)", "Syarat kehadiran", COUNT),
        Value("pass_score", "&Nilai lulus", "Nilai lulus", COUNT),
        Value("predicates", "Pre&dikat (nama = nilai terendah)", "Predikat", SCALE),
        Value("capacity", "Kapasitas &angkatan", "Kapasitas angkatan", COUNT),
        Value("minutes_per_hour", "&Menit per jam pelajaran", "Menit per jam pelajaran", COUNT),
        Value("youngest", "&Usia kerja termuda", "Usia kerja", COUNT),
        Value("oldest", "Usia kerja &tertua", "Usia kerja tertua", COUNT),
        Value(
            "still_held_matters",
            "Angkatan tidak ditutup selama bahannya masih dipegang",
            "Tutup angkatan",
            FLAG,
        ),
        Value("blind_count", "Lembar opname tanpa angka buku", "Opname buta", FLAG),
    )


class WordingPart(GroupPart):
    """Kata pada surat."""

    title = "Kata pada surat"
    words = "kalimat ketentuan pembuka penutup"
    about = (
        "Berlaku untuk surat yang terbit sesudah ini. Ketentuan BAST yang kosong memakai kalimat bawaan; "
        "satu baris satu ketentuan, kata di antara ** dicetak tebal."
    )
    group = Wording
    values = (
        Value("first_party", "Sebutan &PIHAK", "Sebutan pihak pertama"),
        Value("second_party", "Sebutan pihak &kedua", "Sebutan pihak kedua"),
        Value("copies", "&Rangkap", "Rangkap", COUNT),
        Value("report_days", "&Batas laporan (hari)", "Batas laporan (hari)", COUNT),
        Value("nik_on_certificates", "NI&K (disamarkan) pada sertifikat", "NIK pada sertifikat", FLAG),
        Value("in_articles", "BAST dalam Pa&sal", "BAST dalam Pasal", FLAG),
        Value("left_margin_mm", "Batas ki&ri (mm)", "Batas kiri", COUNT),
        Value("values", "&Nilai barang pada BAST", "Nilai barang", choices=VALUES),
        Value("clauses", "Ketentuan BAS&T", "Ketentuan BAST", LINES, hint="kosong = kalimat bawaan"),
    )

    def show_group(self, group: Group) -> None:
        """Fill the fields; values and clauses of the letter to an institution stand on the page."""
        super().show_group(_flat(group))

    def typed(self) -> Group:
        """Return the group with what other kinds of papers have left as it is."""
        kept = self.kept
        self.kept = _flat(kept)
        try:
            found: Any = super().typed()
        finally:
            self.kept = kept
        wording: Any = kept
        clauses = {kind: lines for kind, lines in wording.clauses.items() if kind != _LETTER}
        if found.clauses:
            clauses[_LETTER] = found.clauses
        values = {**wording.values, _LETTER: found.values}
        group: Group = found.with_(clauses=clauses, values=values)
        return group


def _flat(group: Group) -> Group:
    """Return the wording with values and clauses of one kind in place of all."""
    wording: Any = group
    if isinstance(wording.values, str):
        return group
    flat: Group = wording.with_(
        values=wording.values.get(_LETTER, PURCHASE_PRICE), clauses=wording.clauses.get(_LETTER, ())
    )
    return flat


class BudgetPart(GroupPart):
    """Anggaran tahun ini."""

    title = "Anggaran"
    words = "dipa mak kode rekening"
    about = "Sumber dana dan satuan kerja tahun ini, seperti tertulis pada kuitansi, BAST, dan nominatif."
    group = Budget
    values = (
        Value("source", "&Sumber dana", "Sumber dana", choices=("APBN", "APBD")),
        Value("fund", "&Jenis dana", "Jenis dana"),
        Value("satker_name", "&Nama satuan kerja", "Nama satuan kerja"),
        Value("satker_code", "&Kode satuan kerja", "Kode satuan kerja"),
        Value("activity", "Kegia&tan", "Kegiatan"),
        Value("dipa_number", "Nomor &DIPA", "Nomor DIPA"),
        Value("dipa_date", "Tanggal DI&PA", "Tanggal DIPA", DAY, hint="boleh kosong"),
        Value("kppn", "KPP&N", "KPPN"),
        Value("region", "Kode &lokasi", "Kode lokasi"),
    )

    def part(self) -> str:
        """Return the year of the clock."""
        return str(self.office.clock.now().year)

    def show_group(self, group: Group) -> None:
        """Fill the fields; a year that saved nothing yet begins with the year before."""
        if group is self.kept and group == Budget():
            with self.office.reading() as connection:
                group = budget_of(connection, self.office.clock.now().year)
        super().show_group(group)

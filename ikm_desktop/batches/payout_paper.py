"""The list of transport money or fees: who was there how many days, times a rate, less tax."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.attendance import AttendanceRow, attendance_sheet
from ikm_desktop.batches.batches import batch_of
from ikm_desktop.office.budget import budget_of
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import load
from ikm_desktop.office.tax import TaxKind, TaxRule, tax_rule_on
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.asking import asked_by
from ikm_desktop.papers.rows import PaperRow

_KINDS: dict[str, TaxKind] = {"none": "none", "pph22": "pph22", "final": "final", "pph21": "pph21"}


def payout_list(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.PayoutList:
    """Return the list a paper asks for: batch, purpose ("Uang transport"), rate a day, kind of tax.

    Who was never there is left out; days are those marked present.
    """
    asked = asked_by(paper)
    batch = batch_of(connection, asked.number("batch") or 0)
    day, rate = paper.letter_date, asked.number("rate") or 0
    rule = tax_rule_on(connection, _KINDS.get(asked.text("tax"), "none"), day)
    sheet = attendance_sheet(connection, batch.id)
    rows = tuple(_row(row, rate, rule) for row in sheet.rows if row.present)
    budget = budget_of(connection, day.year)
    satker = budget.satker_name or load(connection, Profile).name
    treasurer = furniture.signer(connection, "treasurer", day)
    tax = sum(row.tax for row in rows)
    left = [c.Field(label="Satuan Kerja", value=satker)]
    left += [c.Field(label="Kegiatan", value=budget.activity)] if budget.activity else []
    return c.PayoutList(
        head=furniture.head(connection, paper, version=version, draft=draft),
        fiscal_year=day.year,
        satker_code=budget.satker_code,
        fund=budget.source,
        title=f"DAFTAR PENERIMAAN {asked.text('purpose').upper()}",
        subtitle=(f"{batch.training}, {batch.name}".upper(), batch.days_text.upper()),
        fields_left=tuple(left),
        fields_right=(
            c.Field(label="Nomor Bukti", value=""),
            c.Field(label="Mata Anggaran", value=batch.account),
        ),
        rows=rows,
        days=sum(row.days for row in rows),
        gross=sum(row.gross for row in rows),
        tax=tax,
        net=sum(row.net for row in rows),
        notes=(f"Pajak: {rule.name}.",) if rule is not None and tax else (),
        left=furniture.acting(connection, "kpa", day, "Menyetujui:"),
        right=replace(treasurer, role=f"Lunas dibayar, tanggal {words.long_date(day)}", rank=""),
    )


def _row(row: AttendanceRow, rate: int, rule: TaxRule | None) -> c.PayoutRow:
    person = row.enrolled.person
    gross = row.present * rate
    tax = rule.due(gross, has_npwp=bool(person.npwp)) if rule is not None else 0
    lives = ", ".join(part for part in (person.village, person.regency) if part)
    return c.PayoutRow(
        name=person.name,
        nik=person.nik,
        origin=lives,
        days=row.present,
        rate=rate,
        gross=gross,
        tax=tax,
        net=gross - tax,
        thumb=person.gives_thumb,
    )

"""The treasurer's lists: a row a person, sums those of the journal, logged, nothing without an account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
import sqlalchemy as sa

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine, pay
from ikm_desktop.buyback.payment_many import Payment, pay_many
from ikm_desktop.buyback.treasurer import (
    Payable,
    TransferFile,
    forget_bank,
    known_bank,
    transferable,
    transfers,
    withheld,
)
from ikm_desktop.errors import FieldInvalid, NotFound, NothingChosen, Several
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import load, save
from ikm_desktop.office.tables import change
from ikm_desktop.office.tax import KINDS
from ikm_desktop.participants.people import change_person, person_at
from ikm_desktop.reports.treasurer_files import save_tax_list, save_transfer_file
from tests.factories import things
from tests.scenarios.desk import DAY, Desk

FIRST, LAST = date(2020, 8, 1), date(2020, 8, 31)
SEPTEMBER = date(2020, 9, 1)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A batch that was paid by one list, one of them with tax; and a kuitansi that is on no list."""
    desk = Desk(tmp_path_factory.mktemp("bendahara"))
    mask = things.a_product(desk.office, "Masker", price=5_000)
    lines = [
        (maker, desk.lines(desk.receive(maker, DeliveryLine(mask, many, many, materials={})))[0])
        for maker, many in ((desk.ani, 500), (desk.budi, 7), (desk.ani, 3), (desk.budi, 600))
    ]
    for maker, account in ((desk.ani, "0009000001"), (desk.budi, "0009000002")):
        with desk.office.reading() as connection:
            person = person_at(connection, maker)
        assert person is not None
        change_person(desk.office, person=person.id, bank="Bank CONTOH", bank_account=account)
        change_person(desk.office, person=person.id, umkm_letter="SK-CONTOH")
    payments = [Payment(maker, [PayLine(line)]) for maker, line in lines[:2]]
    pay_many(desk.office, batch=desk.batch, letter_date=DAY, payments=payments, tax="pph22")
    desk.pay(*lines[2])
    pay(desk.office, payee=desk.budi, letter_date=SEPTEMBER, lines=[PayLine(lines[3][1])], tax="final")
    yield desk.office
    desk.office.close()


def sheet(path: Path) -> list[list[Any]]:
    """Return the rows of a workbook's first sheet below its head."""
    return list(python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[3:])


def the_list(connection: sa.Connection) -> Payable:
    """Return the payment list; the kuitansi on it are not offered again, the one alone is."""
    *alone, listed = sorted(transferable(connection), key=lambda one: one.word == "Daftar nominatif")
    assert (listed.word, listed.people) == ("Daftar nominatif", 2)
    assert [one.people for one in alone] == [1, 1]
    return listed


def test_a_transfer_file_pays_each_person_of_the_list_once(office: Office, tmp_path: Path) -> None:
    """A row a person with her account; its sum is what the list and the journal say; it is logged."""
    with office.reading() as connection:
        listed = the_list(connection)
        rows = transfers(connection, listed.paper)
        net = connection.execute(
            sa.text(
                "SELECT sum(p.net) FROM payment_line p JOIN line l ON l.id = p.line"
                " JOIN paper_subject s ON s.voucher = l.voucher WHERE s.paper = :paper"
            ),
            {"paper": listed.paper},
        ).scalar_one()
    total = save_transfer_file(office, tmp_path / "bank.xlsx", paper=listed.paper, bank="Bank NTT")
    found = sheet(tmp_path / "bank.xlsx")
    assert total == listed.net == net == sum(int(str(row[2]).split(".")[0]) for row in found)
    assert len(found) == len(rows) == listed.people == len({row.place for row in rows})
    assert all(isinstance(row[0], str) and row[0] for row in found)
    with office.reading() as connection:
        told = connection.execute(sa.select(change).where(change.c.subject == "export")).all()[-1]
    assert (told.field, told.after) == ("Berkas transfer Bank NTT", "dengan NIK dan rekening lengkap")


def test_a_bank_has_its_own_columns(office: Office, tmp_path: Path) -> None:
    """Set once: order, headings and kind of file; what cannot be is refused, all at once."""
    form = TransferFile(columns=("amount", "account"), titles=("NOMINAL", "NOREK"), as_csv=True)
    save(office, form, "Bank CSV")
    with office.reading() as connection:
        listed = the_list(connection)
    save_transfer_file(office, tmp_path / "bank.csv", paper=listed.paper, bank="Bank CSV")
    assert (tmp_path / "bank.csv").read_text("utf-8-sig").splitlines()[0] == "NOMINAL;NOREK"
    assert TransferFile().with_typed("NOMINAL = jumlah (rp); Nomor rekening").as_typed == (
        "NOMINAL = Jumlah (Rp); Nomor rekening"
    )
    with pytest.raises(Several):
        save(office, TransferFile(columns=("name", "warna"), titles=("A",)), "Bank X")


def test_a_second_bank_has_another_layout_until_it_is_forgotten(office: Office, tmp_path: Path) -> None:
    """Each is remembered by its name, however written; changed and forgotten without touching the other.

    Accounts are texts with their zeros, amounts whole figures; both files pay what the list pays.
    """
    save(office, TransferFile(columns=("account", "amount")), "Bank Satu")
    other = TransferFile(
        columns=("amount", "bank", "holder", "account"), titles=("NOMINAL", "BANK", "AN", "REK")
    )
    save(office, other, "Bank Dua")
    save(office, other.with_(note="lain", as_csv=True), "Bank Dua")
    with office.reading() as connection:
        listed = the_list(connection)
        assert known_bank(connection, " bank dua ") == "Bank Dua"
        assert known_bank(connection, "Bank Tiga") == "Bank Tiga"
    for bank in ("Bank Satu", "Bank Dua"):
        total = save_transfer_file(office, tmp_path / f"{bank}.xlsx", paper=listed.paper, bank=bank)
        assert total == listed.net
    page: Any = openpyxl.load_workbook(tmp_path / "Bank Satu.xlsx").active
    cells: list[Any] = [
        [(cell.data_type, cell.value) for cell in row[:2]] for row in page.iter_rows(min_row=4)
    ]
    assert [account for (account, _) in cells] == [("s", "0009000001"), ("s", "0009000002")]
    assert [kind for _, (kind, _) in cells] == ["n", "n"]
    assert sum(amount for _, (_, amount) in cells) == listed.net
    assert all(isinstance(amount, int) for _, (_, amount) in cells)
    head, *lines = (tmp_path / "Bank Dua.xlsx").read_text("utf-8-sig").splitlines()
    assert head == "NOMINAL;BANK;AN;REK"
    assert [line.split(";")[3] for line in lines] == ["0009000001", "0009000002"]
    assert sum(int(line.split(";")[0]) for line in lines) == listed.net
    forget_bank(office, "Bank Dua")
    with office.reading() as connection:
        assert load(connection, TransferFile, "Bank Dua") == TransferFile()
        assert load(connection, TransferFile, "Bank Satu").columns == ("account", "amount")
    with pytest.raises(NotFound):
        forget_bank(office, "Bank Dua")


def test_nobody_is_sent_to_the_bank_without_an_account(office: Office, tmp_path: Path) -> None:
    """She is named, and no file is made."""
    with office.reading() as connection:
        listed = the_list(connection)
        person = person_at(connection, transfers(connection, listed.paper)[0].place)
    assert person is not None
    change_person(office, person=person.id, bank_account="")
    with pytest.raises(FieldInvalid, match=person.name):
        save_transfer_file(office, tmp_path / "bank.xlsx", paper=listed.paper, bank="Bank NTT")
    assert not (tmp_path / "bank.xlsx").exists()
    change_person(office, person=person.id, bank_account=person.bank_account)


def test_the_tax_of_a_month_is_that_of_the_journal(office: Office, tmp_path: Path) -> None:
    """By kind, with who and on what; a month without tax makes no file."""
    query = sa.text(
        "SELECT coalesce(sum(p.tax), 0), count(DISTINCT l.voucher) FROM payment_line p"
        " JOIN line l ON l.id = p.line JOIN voucher v ON v.id = l.voucher"
        " WHERE p.tax > 0 AND v.day BETWEEN '2020-08-01' AND '2020-08-31'"
        " AND NOT EXISTS (SELECT 1 FROM voucher b WHERE b.reverses = v.id)"
    )
    with office.reading() as connection:
        tax, payments = connection.execute(query).one()
        rows = withheld(connection, first=FIRST, last=LAST)
    assert (sum(row.tax for row in rows), len(rows)) == (tax, payments)
    assert all(row.base - row.tax == row.net for row in rows)
    assert tax == 37_500 * 2  # 1,5 % of Rp2.500.000, doubled without NPWP
    assert save_tax_list(office, tmp_path / "pajak.xlsx", first=FIRST, last=LAST) == tax
    assert len([row for row in sheet(tmp_path / "pajak.xlsx") if row[1]]) == len(rows) == 1
    with pytest.raises(NothingChosen):
        save_tax_list(office, tmp_path / "kosong.xlsx", first=date(2019, 1, 1), last=date(2019, 1, 31))


def test_the_tax_of_each_kind_and_month_is_told_apart(office: Office, tmp_path: Path) -> None:
    """One kind's list has its payments only; the sums by month and kind add up to the whole."""
    through = date(2020, 9, 30)
    with office.reading() as connection:
        every = withheld(connection, first=FIRST, last=through)
        of_kind = {kind: withheld(connection, first=FIRST, last=through, kind=kind) for kind in KINDS}
    assert [row for kind in ("pph22", "final") for row in of_kind[kind]] == list(every)
    assert (len(of_kind["pph22"]), len(of_kind["final"]), of_kind["pph21"], of_kind["none"]) == (1, 1, (), ())
    assert of_kind["final"][0].tax == 600 * 5_000 // 200  # 0,5 %
    path = tmp_path / "pajak.xlsx"
    tax = save_tax_list(office, path, first=FIRST, last=through, kind="final")
    assert [row[1] for row in sheet(path) if row[1]] == ["PPh final UMKM"]
    assert tax == of_kind["final"][0].tax
    assert save_tax_list(office, path, first=FIRST, last=through) == sum(row.tax for row in every)
    months: list[list[Any]] = list(
        python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(1).to_python()[3:]
    )
    assert [row[:4] for row in months if row[2]] == [
        ["Agustus", "2020", "PPh Pasal 22", 1],
        ["September", "2020", "PPh final UMKM", 1],
    ]
    assert sum(row[5] for row in months if row[2]) == sum(row.tax for row in every)
    with pytest.raises(NothingChosen):
        save_tax_list(office, path, first=FIRST, last=LAST, kind="final")

"""Payments: kuitansi and lists of payments."""

from __future__ import annotations

from dataclasses import dataclass

from ikm_desktop.papers.content.parts import Field, Head, Signer


@dataclass(frozen=True, kw_only=True)
class TaxStrip:
    """The three cells of a kuitansi: gross, tax with its words ("tidak dipungut"), net; whole rupiah."""

    gross: int
    tax: int
    net: int
    label: str = "tidak dipungut"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """KUI-UP or KUI-LS: one payment.

    amount: gross, whole rupiah; recipient carries place and date, identity and meterai; approver is the
    PPK; treasurer: None on a kuitansi LS, which has no Bendahara; receiver: who received the goods.
    """

    head: Head
    fiscal_year: int
    account: str
    received_from: str
    amount: int
    purpose: str
    recipient: Signer
    approver: Signer
    receiver: Signer
    treasurer: Signer | None = None
    strip: TaxStrip | None = None
    form: str = "KUITANSI PEMBAYARAN UP"
    title: str = "KUITANSI / BUKTI PEMBAYARAN"
    received: str = "Barang/pekerjaan tersebut telah diterima/diselesaikan dengan lengkap dan baik."


@dataclass(frozen=True, kw_only=True)
class PaymentRow:
    """A line of the payment list; whole rupiah, quantity in smallest units.

    number: of the person, 0 on her second and later rows, which she does not sign; nik: in full, this is
    a payment paper; quantity, unit_price: None where a part is paid that is no whole quantity at the price;
    bank: name and account, on two lines; thumb: a box for her thumbprint instead of a line; unit, per,
    decimals: of the quantity, on a list of goods of several units ("" and 0: as the list has them).
    """

    number: int
    name: str
    nik: str
    address: str
    product: str
    quantity: int | None
    unit_price: int | None
    gross: int
    tax: int
    net: int
    bank: str = ""
    thumb: bool = False
    unit: str = ""
    per: int = 0
    decimals: int = 0


@dataclass(frozen=True, kw_only=True)
class PaymentList:
    """NOM: daftar nominatif pembayaran.

    unit: of all quantities, "" where they differ (then quantity is not summed and None); notes: one line for
    each reason of tax; left approves (KPA), right has paid (Bendahara).
    """

    head: Head
    fiscal_year: int
    satker_code: str
    rows: tuple[PaymentRow, ...]
    quantity: int | None
    gross: int
    tax: int
    net: int
    left: Signer
    right: Signer
    subtitle: tuple[str, ...] = ()
    fields_left: tuple[Field, ...] = ()
    fields_right: tuple[Field, ...] = ()
    unit: str = "buah"
    per: int = 1
    decimals: int = 0
    notes: tuple[str, ...] = ()
    fund: str = "APBN"
    title: str = "DAFTAR NOMINATIF PEMBAYARAN"


@dataclass(frozen=True, kw_only=True)
class PayoutRow:
    """A person on a list of transport money or fees; whole rupiah.

    nik: in full, this is a payment paper; thumb: a box for her thumbprint instead of a line.
    """

    name: str
    nik: str
    origin: str
    days: int
    rate: int
    gross: int
    tax: int
    net: int
    thumb: bool = False


@dataclass(frozen=True, kw_only=True)
class PayoutList:
    """DT: daftar penerimaan, people times days times a rate, signed by each.

    notes: why tax is withheld, one line each; left approves (KPA), right has paid (Bendahara).
    """

    head: Head
    fiscal_year: int
    satker_code: str
    title: str
    rows: tuple[PayoutRow, ...]
    days: int
    gross: int
    tax: int
    net: int
    left: Signer
    right: Signer
    subtitle: tuple[str, ...] = ()
    fields_left: tuple[Field, ...] = ()
    fields_right: tuple[Field, ...] = ()
    notes: tuple[str, ...] = ()
    fund: str = "APBN"

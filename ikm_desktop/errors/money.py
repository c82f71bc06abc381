"""Refusals about payments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ikm_desktop import words
from ikm_desktop.errors.names import CHANGE, INSPECT, OPEN, REVERSE_PAYMENT, PaperRef, WayOut, listed
from ikm_desktop.errors.refusal import Refusal


@dataclass(kw_only=True, eq=False)
class Paid(Refusal):
    """The receipt to be reversed is paid."""

    ways: ClassVar[tuple[WayOut, ...]] = (REVERSE_PAYMENT,)
    payments: tuple[PaperRef, ...]
    paid: int
    would_owe: int

    @property
    def sentence(self) -> str:
        """Name the payments and the amounts, whole rupiah."""
        return (
            f"Sudah dibayar dengan {listed(self.payments)} ({words.rupiah(self.paid)}), sedangkan yang "
            f"terutang tinggal {words.rupiah(self.would_owe)}."
        )


@dataclass(kw_only=True, eq=False)
class Overpaid(Refusal):
    """More would be paid than is payable; payable, asked: whole rupiah, gross."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN, CHANGE)
    voucher: PaperRef
    payable: int
    asked: int
    payments: tuple[PaperRef, ...]

    @property
    def sentence(self) -> str:
        """Name what can still be paid and the payments made before."""
        text = (
            f"{self.voucher}: dapat dibayar {words.rupiah(max(self.payable, 0))}, "
            f"diisi {words.rupiah(self.asked)}"
        )
        if self.payments:
            text += f"; sudah dibayar dengan {listed(self.payments)}"
        return f"{text}."


@dataclass(kw_only=True, eq=False)
class NotInspected(Refusal):
    """No payment before the goods are received and inspected.

    Source: UU 1/2004 art. 21.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (INSPECT,)
    paper: PaperRef

    @property
    def sentence(self) -> str:
        """Name the receipt and the law."""
        return (
            f"Kuitansi belum dapat dibuat: {self.paper} belum diperiksa (UU 1/2004 Pasal 21). "
            "Periksa barangnya dahulu."
        )

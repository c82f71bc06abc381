"""What is typed on the form of a receipt, and what is wrong with it while it is being typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ikm_desktop.amounts import read_rupiah
from ikm_desktop.buyback.balance import MakerBalance
from ikm_desktop.buyback.delivery import DeliveryLine, judge_form
from ikm_desktop.errors import CHANGE, TO_FIELD, FieldMissing, FieldRefusal, ReasonMissing, WayOut
from ikm_desktop.errors import REASON as REASON_WAY
from ikm_desktop.office.fields import Findings
from ui.buyback.makers import Maker
from ui.buyback.receipt_extras import AGAIN, OFFCUTS, REPAIR, WASTE, WASTE_REASON, Besides

MAKER, PRODUCT, DELIVERED, ACCEPTED, REJECTED = "Pembuat", "Produk", "Diserahkan", "Diterima", "Ditolak"
REASON, OWN, PRICE, PRICE_REASON = "Alasan tolak", "Bahan sendiri", "Harga satuan", "Alasan harga"


@dataclass(slots=True)
class ReceiptDraft:
    """The texts on the form; later: only counted at the door, to be inspected later.

    besides: repaired pieces, off-cuts and waste, with what is wrong with them; late: on an earlier day, where
    others may give way to what is too much.
    """

    maker: Maker | None = None
    balance: MakerBalance | None = None
    delivered: str = ""
    accepted: str = ""
    rejected: str = ""
    reason: str = ""
    own_reason: str = ""
    price: str = ""
    price_reason: str = ""
    later: bool = False
    besides: Besides = field(default_factory=Besides)
    besides_wrong: dict[str, str] = field(default_factory=dict)
    late: bool = False


@dataclass(slots=True)
class Judged:
    """What the texts mean.

    wrong: sentences by field that are told while typing; missing: by field what still has to be filled,
    told when the clerk saves; line: what would be received, None while figures cannot be read; over:
    pieces beyond what her material is enough for; price_differs: from the price list.
    """

    wrong: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    line: DeliveryLine | None = None
    over: int = 0
    price_differs: bool = False

    @property
    def problems(self) -> dict[str, str]:
        """All of them by field, in the order of the form."""
        return {name: text for name in FIELDS if (text := self.wrong.get(name) or self.missing.get(name))}

    @property
    def adds_up(self) -> bool:
        """Whether delivered = accepted + rejected."""
        line = self.line
        return line is not None and line.delivered == line.accepted + line.rejected and line.delivered > 0


FIELDS: tuple[str, ...] = (
    *(MAKER, PRODUCT, DELIVERED, ACCEPTED, REJECTED, REASON, OWN, PRICE, PRICE_REASON),
    *(AGAIN, REPAIR, OFFCUTS, WASTE, WASTE_REASON),
)


REASONS = (REASON, OWN, PRICE_REASON, WASTE_REASON)
"""The fields that say why, in the order of the form."""


def ways_out(wrong: Iterable[str]) -> tuple[WayOut, ...]:
    """Return what can be done about fields of which something is wrong."""
    names = set(wrong)
    reason = WayOut(REASON_WAY.key, "Ya, isi alasan") if OWN in names else REASON_WAY
    field = CHANGE if names & {DELIVERED, ACCEPTED, REJECTED, OWN} else TO_FIELD
    return (reason, field) if names & set(REASONS) else (field,)


def judge(draft: ReceiptDraft) -> Judged:
    """Judge the texts as the act will, as far as the form can know."""
    judged = Judged(missing=dict(draft.besides_wrong))
    if draft.maker is None:
        judged.missing[MAKER] = FieldMissing(field=MAKER).sentence
    if draft.balance is None:
        judged.missing[PRODUCT] = FieldMissing(field=PRODUCT).sentence
        return judged
    delivered = _figure(judged, draft.balance, DELIVERED, draft.delivered)
    price = _price(judged, draft, draft.balance)
    if delivered is None:
        return judged
    if draft.later:
        judged.line = DeliveryLine(
            draft.balance.product.id, delivered, 0, own_reason=draft.own_reason, **_besides(draft)
        )
        return judged
    accepted = _figure(judged, draft.balance, ACCEPTED, draft.accepted)
    rejected = _figure(judged, draft.balance, REJECTED, draft.rejected or "0")
    if accepted is not None and rejected is not None:
        judged.line = DeliveryLine(
            draft.balance.product.id,
            delivered,
            accepted,
            rejected,
            reason=draft.reason,
            price=price if judged.price_differs else None,
            price_reason=draft.price_reason,
            own_reason=draft.own_reason,
            **_besides(draft),
        )
        _judge_line(judged, judged.line, draft.balance)
    if draft.besides.again:
        _judge_held(judged, draft, draft.balance, delivered)
    else:
        _judge_own(judged, draft, draft.balance, delivered)
    return judged


def _besides(draft: ReceiptDraft) -> dict[str, Any]:
    """Return what the line says of pieces delivered again and of off-cuts."""
    said = draft.besides
    repaired: dict[str, Any] = {"again": True, "materials": said.repair} if said.again else {}
    return repaired | {"offcuts": said.offcuts, "offcuts_to_store": said.to_store}


def _figure(judged: Judged, balance: MakerBalance, name: str, text: str) -> int | None:
    if not text.strip():
        judged.missing[name] = FieldMissing(field=name).sentence
        return None
    try:
        return balance.product.unit.read(text, name)
    except FieldRefusal as refusal:
        judged.wrong[name] = refusal.sentence
        return None


def _price(judged: Judged, draft: ReceiptDraft, balance: MakerBalance) -> int | None:
    if not draft.price.strip():
        if balance.price is None and not draft.later:
            judged.missing[PRICE] = "Harga belum ada di daftar harga: isi harga satuan dan alasannya."
        return balance.price
    try:
        price = read_rupiah(draft.price, PRICE)
    except FieldRefusal as refusal:
        judged.wrong[PRICE] = refusal.sentence
        return balance.price
    judged.price_differs = price != balance.price
    if judged.price_differs and not draft.price_reason.strip():
        judged.missing[PRICE_REASON] = ReasonMissing(field="Harga lain dari daftar harga").sentence
    return price


def _judge_line(judged: Judged, line: DeliveryLine, balance: MakerBalance) -> None:
    found = Findings()
    judge_form(found, 1, line, balance.product.ref, line.items)
    for reason in found.reasons:
        where = REASON if isinstance(reason, ReasonMissing) else REJECTED
        if getattr(reason, "field", "").startswith(DELIVERED):
            where = DELIVERED
        judged.wrong[where] = reason.sentence


def _judge_held(judged: Judged, draft: ReceiptDraft, balance: MakerBalance, delivered: int) -> None:
    """Note where more is delivered again than she has; on an earlier day the act says who took it."""
    held = draft.besides.held
    if delivered > held and not draft.late:
        show = balance.product.ref.show
        judged.wrong[DELIVERED] = (
            f"Perbaikan {show(delivered)}, padahal yang masih ada pada pembuatnya {show(held)}."
        )


def _judge_own(judged: Judged, draft: ReceiptDraft, balance: MakerBalance, delivered: int) -> None:
    if balance.most is None or delivered <= balance.most or draft.maker is None:
        return
    judged.over = delivered - balance.most
    if not draft.own_reason.strip():
        show = balance.product.ref.show
        judged.wrong[OWN] = (
            f"Bahan yang dipegang {draft.maker.name} cukup untuk {show(balance.most)}, diisi "
            f"{show(delivered)}. Apakah {show(judged.over)} dari bahan sendiri? Isi alasannya."
        )

"""Perbaiki: what a reversed voucher said stands in its entry page again, as a draft to be put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ikm_desktop import words
from ikm_desktop.goods.correction import DraftLine, VoucherDraft
from ikm_desktop.goods.items import Item, items, items_by_id
from ikm_desktop.goods.places import place_refs
from ikm_desktop.supply.returnable import held_for_return
from ui.common.drafts import Draft, DraftStore, correcting
from ui.common.quantity_rows import shown
from ui.common.tab import TabContext

_Items = dict[int, Item]


@dataclass(frozen=True, slots=True)
class _Page:
    """An entry page: the key of its draft and of its command, its title; values: what its fields hold."""

    key: str
    title: str
    values: Callable[[VoucherDraft, _Items, str], dict[str, Any]]
    rows: Callable[[TabContext, VoucherDraft, _Items], dict[str, str]] | None = None


def has_page(kind: str) -> bool:
    """Tell whether vouchers of a kind can be entered again from a draft."""
    return kind in _PAGES


def draft_in_the_way(context: TabContext, kind: str) -> str:
    """Return the name of an unfinished draft on the page of a kind, "" where there is none."""
    found = DraftStore(context.office.drafts).draft_of(_PAGES[kind].key)
    return "" if found is None else found.name


def open_draft(context: TabContext, draft: VoucherDraft) -> None:
    """Open the entry page of a voucher that was taken back, with what it said."""
    page = _PAGES[draft.kind]
    with context.office.reading() as connection:
        named = {line.item for line in draft.lines if line.item is not None}
        besides = {item for line in draft.lines for item in (*line.materials, *line.offcuts)}
        known = items_by_id(connection, named | besides)
        place = draft.counterpart or draft.store or 0
        party = place_refs(connection, [place])[place].name
    at = context.office.clock.now().isoformat()
    values = page.values(draft, known, party) | correcting(draft.corrects)
    if page.rows is not None:
        values["Baris"] = page.rows(context, draft, known)
    DraftStore(context.office.drafts).keep(
        Draft(page.key, page.title, at, is_open=True, values=values, focus=[])
    )
    context.run(page.key)


def _quantity(known: _Items, line: DraftLine) -> str:
    return shown(known[line.item or 0], line.quantity)


def _purchase(draft: VoucherDraft, known: _Items, party: str) -> dict[str, Any]:
    rows = [
        [known[line.item or 0].name, _quantity(known, line), str(line.value or 0)] for line in draft.lines
    ]
    return {
        "vendor": party,
        "day": words.short_date(draft.letter_date),
        "number": draft.details.get("number", ""),
        "receiver": draft.details.get("receiver", ""),
        "rows": rows,
        "extra": "",
        "total": str(sum(line.value or 0 for line in draft.lines)),
    }


def _lines_page(party: str, day: str, detail: str) -> Callable[[VoucherDraft, _Items, str], dict[str, Any]]:
    """Return what fills a page of lines; party, day: names of its fields; detail: who hands over or takes."""

    def values(draft: VoucherDraft, _known: _Items, name: str) -> dict[str, Any]:
        person = {"supply": "giver", "return": "receiver"}.get(draft.kind, "")
        reason = next((line.reason for line in draft.lines if line.reason), draft.reason)
        return {
            party: [draft.counterpart or draft.store, name],
            day: words.short_date(draft.letter_date),
            "Gudang": draft.store,
            detail: draft.details.get(person, "") if person else reason,
        }

    return values


def _by_item(context: TabContext, draft: VoucherDraft, known: _Items) -> dict[str, str]:
    """Return the quantity of each item, and nothing of all others: no proposal may stand beside it."""
    with context.office.reading() as connection:
        rows = {str(item.id): "" for item in items(connection)}
    return rows | {str(line.item): _quantity(known, line) for line in draft.lines}


def _by_handover(context: TabContext, draft: VoucherDraft, known: _Items) -> dict[str, str]:
    """Return what comes back of each handover she still holds something of, as the page lists them."""
    left = Counter[int]()
    for line in draft.lines:
        left[line.item or 0] += line.quantity
    named = {line.refers for line in draft.lines}
    with context.office.reading() as connection:
        held = held_for_return(connection, draft.counterpart or 0, draft.day)
    rows = {f"{one.item.id}:{one.line or ''}": "" for one in held}
    for one in sorted(held, key=lambda one: one.line not in named):
        taken = min(left[one.item.id], one.quantity)
        left[one.item.id] -= taken
        if taken:
            rows[f"{one.item.id}:{one.line or ''}"] = shown(known[one.item.id], taken)
    return rows


def _count(draft: VoucherDraft, known: _Items, party: str) -> dict[str, Any]:
    rows = {
        str(line.item): {
            "counted": "" if line.counted is None else shown(known[line.item or 0], line.counted),
            "reason": line.reason,
            "value": "" if line.value is None else str(line.value),
        }
        for line in draft.lines
    }
    return {
        "Tempat": [draft.counterpart, party],
        "Tanggal hitung": words.short_date(draft.day),
        "Baris": rows,
        "Dihitung oleh": draft.details.get("counted_by", ""),
    }


def _named_lines(party: str) -> Callable[[VoucherDraft, _Items, str], dict[str, Any]]:
    """Return what fills a page whose lines are known by the line they name; party: of its field."""
    fill = _lines_page(party, "Tanggal", "Alasan")

    def values(draft: VoucherDraft, known: _Items, name: str) -> dict[str, Any]:
        rows = {str(line.refers): _quantity(known, line) for line in draft.lines}
        return fill(draft, known, name) | {"Baris": rows}

    return values


def _distribution(draft: VoucherDraft, known: _Items, name: str) -> dict[str, Any]:
    said = draft.details
    values = _lines_page("Lembaga", "Tanggal", "")(draft, known, name)
    values |= {
        "Penanda tangan": said.get("signer", ""),
        "Jabatan penanda tangan": said.get("signer_title", ""),
    }
    values["Tempat serah terima"] = said.get("place", "")
    for no, (who, title) in enumerate(said.get("witnesses") or (), start=1):
        values |= {f"Nama saksi {no}": who, f"Jabatan saksi {no}": title}
    return values


def _payment(draft: VoucherDraft, _known: _Items, name: str) -> dict[str, Any]:
    return {
        "Penerima uang": [draft.counterpart, name],
        "Tanggal": words.short_date(draft.letter_date),
        "Cara bayar": draft.details.get("method", "UP"),
        "Kode anggaran": draft.details.get("account", ""),
    }


def _delivery(draft: VoucherDraft, known: _Items, _name: str) -> dict[str, Any]:
    """Return what fills the panel that receives, product by product: the first, and those that follow it."""
    first, *following = [_received(draft, known, line) for line in draft.lines] or [{}]
    return first | ({"Berikutnya": following} if following else {})


def _received(draft: VoucherDraft, known: _Items, line: DraftLine) -> dict[str, Any]:
    def typed(amounts: Mapping[int, int]) -> dict[str, str]:
        return {str(item): shown(known[item], amount) for item, amount in amounts.items()}

    item = known[line.item or 0]
    accepted, rejected = line.accepted or 0, line.rejected or 0
    values = {
        "Pembuat": draft.counterpart,
        "Produk": line.item,
        "Tanggal": words.short_date(draft.letter_date),
        "Diserahkan": shown(item, accepted + rejected),
        "Diterima": shown(item, accepted),
        "Ditolak": shown(item, rejected) if rejected else "",
        "Alasan tolak": line.reason if rejected else "",
        "Bahan sendiri": line.told.get("own", ""),
        "Harga satuan": "" if line.price is None else words.rupiah(line.price),
        "Alasan harga": line.told.get("price", ""),
        "Perbaikan": line.again,
        "Bahan perbaikan": typed(line.materials) if line.again else {},
        "Sisa potongan?": bool(line.offcuts),
        "Sisa potongan": typed(line.offcuts),
        "Sisa ke gudang": bool(line.offcuts) and line.offcuts_to == draft.store,
    }
    return {name: value for name, value in values.items() if value is not None}


_PAGES = {
    "purchase": _Page("terima-dari-penyedia", "Terima dari penyedia", _purchase),
    "count": _Page("opname", "Stock opname", _count),
    "return": _Page(
        "pengembalian",
        "Pengembalian bahan",
        _lines_page("Peserta", "Tanggal", "Yang menerima"),
        _by_handover,
    ),
    "supply": _Page(
        "serah-satu",
        "Serahkan ke satu orang",
        _lines_page("Peserta", "Tanggal", "Yang menyerahkan"),
        _by_item,
    ),
    "vendor_return": _Page("kembali-ke-penyedia", "Kembali ke penyedia", _named_lines("Penyedia")),
    "give_back": _Page("kembalikan-ke-pembuat", "Kembalikan ke pembuat", _named_lines("Pembuat")),
    "recipient_return": _Page("kembali-dari-lembaga", "Kembali dari lembaga", _named_lines("Lembaga")),
    "distribution": _Page("salurkan", "Salurkan ke satu lembaga", _distribution, _by_item),
    "delivery": _Page("terima-produk", "Terima produk", _delivery),
    "payment": _Page("bayar", "Bayar", _payment),
    "waste": _Page("rusak", "Catat barang rusak", _lines_page("Tempat", "Tanggal", "Alasan"), _by_item),
    "write_off": _Page(
        "penghapusan", "Penghapusan barang", _lines_page("Tempat", "Tanggal", "Alasan"), _by_item
    ),
}
"""The entry pages by kind of voucher; of the others what was reversed is typed again."""

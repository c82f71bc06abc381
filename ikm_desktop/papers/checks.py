"""What can be wrong with a content before it is drawn: sums that don't add up, letters without a glyph."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from ikm_desktop.papers import fonts
from ikm_desktop.papers.content import (
    NO_VALUE,
    Certificates,
    Content,
    Handover,
    Receipt,
    ReceiptList,
)


def check_sums(content: Content) -> tuple[str, ...]:
    """Return what does not add up, one line each in the words of the paper; nothing when all is right.

    Drawing adds nothing up: totals come with the content, and this compares them with its rows.
    """
    if isinstance(content, Handover):
        return tuple(_handover(content))
    if isinstance(content, ReceiptList):
        return tuple(_receipt_list(content))
    if isinstance(content, Receipt):
        return tuple(_receipt(content))
    return tuple(_certificates(content))


def unprintable_letters(content: object) -> tuple[str, ...]:
    """Return the characters of a content that papers can only print as "?", each once."""
    return fonts.unprintable(_texts(content))


def _handover(content: Handover) -> Iterator[str]:
    if content.values == NO_VALUE:
        return
    total = sum(row.amount or 0 for row in content.rows)
    if content.total != total:
        yield f"JUMLAH: {content.total}, baris berjumlah {total}"


def _receipt_list(content: ReceiptList) -> Iterator[str]:
    for row in content.rows:
        if len(row.quantities) != len(content.materials):
            yield f"{row.name}: {len(row.quantities)} jumlah untuk {len(content.materials)} bahan"
            return
    for i, material in enumerate(content.materials):
        total = sum(row.quantities[i] for row in content.rows)
        if material.total != total:
            yield f"{material.name}: {material.total}, baris berjumlah {total}"


def _receipt(content: Receipt) -> Iterator[str]:
    strip = content.strip
    if strip is None:
        return
    if strip.gross != content.amount:
        yield f"Jumlah bruto: {strip.gross}, jumlah uang {content.amount}"
    if strip.gross - strip.tax != strip.net:
        yield f"Jumlah diterima: {strip.net}, bruto dikurangi pajak {strip.gross - strip.tax}"


def _certificates(content: Certificates) -> Iterator[str]:
    total = sum(subject.hours for group in content.subjects for subject in group.subjects)
    if content.total_hours != total:
        yield f"Jumlah jam pelajaran: {content.total_hours}, mata pelatihan berjumlah {total}"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))

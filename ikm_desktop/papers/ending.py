"""How a record ends: its last sentences, both signatures, and the witnesses beneath."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ikm_desktop.papers import flow, signature
from ikm_desktop.papers.content import Signer, Witness
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.sheet import Format
from ikm_desktop.papers.signature import SignatureStyle
from ikm_desktop.papers.text import plain, tied

_STYLE = SignatureStyle(size=10, leading=4.5, drop=34)
_SIZE, _LEADING = 10.5, 5.0
_STEP = 12  # from witness to witness


class EndedRecord(Protocol):
    """What a record tells at its end; an empty sentence is left out, no witnesses leave no room."""

    @property
    def statement(self) -> str:
        """What was done with the goods of the table."""

    @property
    def closing(self) -> str:
        """The closing sentence, indented."""

    @property
    def left(self) -> Signer:
        """Who signs at the left."""

    @property
    def right(self) -> Signer:
        """Who signs at the right."""

    @property
    def witnesses(self) -> Sequence[Witness]:
        """Who saw it."""


def ending(
    form: Format,
    record: EndedRecord,
    *,
    leads: tuple[float, float] = (5.8, 5.8),
    signatures_lead: float = 8.6,
    witnesses_lead: float = 11,
) -> list[Block]:
    """Return the blocks that stay with the end of a record's table.

    Leads in mm from what stands above: of statement and closing, of the signatures, of the witnesses.
    """
    sentences = ((record.statement, 0, leads[0]), (record.closing, 10, leads[1]))
    blocks = [
        flow.paragraph(
            plain(tied(text)),
            form.left,
            form.area,
            lead=lead,
            size=_SIZE,
            leading=_LEADING,
            justify=True,
            indent=indent,
        )
        for text, indent, lead in sentences
        if text
    ]
    signers = ((form.left + 41, record.left), (form.right_edge - 40, record.right))
    blocks.append(signature.signatures(signers, lead=signatures_lead, style=_STYLE))
    if record.witnesses:
        blocks.append(signature.witnesses(record.witnesses, form.left, lead=witnesses_lead, step=_STEP))
    return blocks

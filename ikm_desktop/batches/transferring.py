"""Somebody goes from one batch to another, in one act."""

from __future__ import annotations

from datetime import date

from ikm_desktop.batches.batches import batch_of, open_batch
from ikm_desktop.batches.open_matters import tell_prepared
from ikm_desktop.batches.roster import drop_out_in, enrol_in, tell_who_waits
from ikm_desktop.errors import AlreadyThere, Notice, Refusal, refuse
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.participants.people import materials_held


def transfer(
    office: Office,
    *,
    person: int,
    source: int,
    target: int,
    reason: str,
    on: date | None = None,
    capacity_reason: str = "",
) -> Done:
    """Let somebody leave a batch on a day (today when None) and enter another, or do neither.

    What she holds stays hers and counts for the batch whose handover brought it; attendance and marks stay
    with the batch in which they were noted. Both, papers prepared for her, and who waits for her place, are
    told in `Done.notices`.
    capacity_reason: why the target takes more people than it has places.
    Raises all at once BatchClosed (either batch), ReasonMissing, WrongDay, NotFound, AlreadyThere (the same
    batch, or one she is in), OverCapacity.
    """
    with office.act("transfer_person") as act:
        from_batch, into = open_batch(act, source), batch_of(act.connection, target)
        if source == target:
            raise AlreadyThere(field="Angkatan tujuan", value=into.name, owner="angkatan asalnya")
        reasons: list[Refusal] = []
        row = None
        try:
            row = drop_out_in(act, batch=source, person=person, reason=reason, on=on)
        except Refusal as refused:
            reasons += refused.reasons
        try:
            enrol_in(act, batch=target, people=[person], reason=capacity_reason)
        except Refusal as refused:
            reasons += refused.reasons
        refuse(reasons)
        if row is not None and (held := materials_held(act.connection, row.person.place)):
            text = (
                f"{row.person.name} membawa {', '.join(held)}; bahan itu tetap dihitung pada angkatan yang "
                f"menyerahkannya. Kehadiran dan nilainya dalam {from_batch.name} tetap di sana."
            )
            act.notices.append(Notice("KeepsGoods", text, {"participant": person}))
        if row is not None:
            tell_prepared(act, person, row.person.name, row.person.place)
        tell_who_waits(act, source)
        return act.done()

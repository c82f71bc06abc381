"""What still binds somebody to the office: goods, money, prepared papers, batches that are open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as t
from ikm_desktop.errors import Notice, PaperRef, Refusal, WayOut, listed
from ikm_desktop.goods import tables as goods
from ikm_desktop.goods.labels import prepared_refs
from ikm_desktop.goods.payments import IS_PAYABLE, accounts
from ikm_desktop.office.acts import Done
from ikm_desktop.participants.people import archive_person_in, person_of, places_of

if TYPE_CHECKING:
    from ikm_desktop.office.acts import Act
    from ikm_desktop.office.book import Office


@dataclass(kw_only=True, eq=False)
class CannotPutAway(Refusal):
    """Somebody with open matters stays among the active; why: in Indonesian."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("lihat-kegiatan", "Lihat kegiatan dan surat"),)
    name: str
    why: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """List all that is still open."""
        return f"{self.name} belum dapat diarsipkan: {'; '.join(self.why)}."


def put_away(office: Office, *, person: int, reason: str) -> Done:
    """Archive somebody who is done with the office, for a reason.

    Raises all at once ReasonMissing, StillHolds (material), CannotPutAway while she is in a batch that is
    open, is owed money, or has prepared papers.
    """
    with office.act("archive_person") as act:
        who = person_of(act.connection, person)
        places = places_of(act.connection, person)
        names = open_batches(act.connection, [person])
        why = [f"masih peserta {', '.join(names)}; keluarkan dahulu atau tutup angkatannya"] if names else []
        owed = owed_to(act.connection, places)
        why += [f"{words.rupiah(owed)} belum dibayar kepadanya"] if owed else []
        waiting = prepared_with(act.connection, places)
        why += [f"{listed(waiting)} masih disiapkan"] if waiting else []
        more = [CannotPutAway(name=who.name, why=tuple(why))] if why else []
        archive_person_in(act, person=person, reason=reason, more=more)
        return act.done()


def tell_prepared(act: Act, person: int, name: str, place: int) -> None:
    """Note papers that are still prepared for somebody who leaves a batch."""
    if papers := prepared_with(act.connection, [place]):
        text = f"{listed(papers)} masih disiapkan untuk {name}; tandatangani atau batalkan."
        act.notices.append(Notice("StillPrepared", text, {"participant": person}))


def owed_to(connection: sa.Connection, places: Collection[int]) -> int:
    """Return what is still to be paid to a person, whole rupiah; places: hers and her doubles'."""
    lines = (
        sa.select(goods.line.c.id)
        .join(goods.voucher, goods.voucher.c.id == goods.line.c.voucher)
        .where(IS_PAYABLE, goods.voucher.c.counterpart.in_(places))
    )
    standing = accounts(connection, list(connection.execute(lines).scalars()))
    return sum(max(account.payable, 0) for account in standing.values())


def prepared_with(connection: sa.Connection, places: Collection[int]) -> list[PaperRef]:
    """Return the papers that are prepared from or to places, neither signed nor void."""
    q = goods.prepared.c
    query = sa.select(q.id).where(
        q.state == "prepared", sa.or_(q.from_place.in_(places), q.to_place.in_(places))
    )
    refs = prepared_refs(connection, list(connection.execute(query).scalars()))
    return [refs[paper] for paper in sorted(refs)]


def open_batches(connection: sa.Connection, people: Collection[int]) -> list[str]:
    """Return the names of the batches people are in that are not closed yet."""
    query = (
        sa.select(t.batch.c.name)
        .distinct()
        .join_from(t.enrolment, t.batch, t.batch.c.id == t.enrolment.c.batch)
        .where(
            t.enrolment.c.participant.in_(people),
            t.enrolment.c.state != "keluar",
            t.batch.c.closed_on.is_(None),
        )
        .order_by(t.batch.c.name)
    )
    return list(connection.execute(query).scalars())

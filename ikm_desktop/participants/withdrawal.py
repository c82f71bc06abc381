"""Taking an import back: who depends on its people by now, and removing those nobody depends on.

People are otherwise never deleted, since proof is kept for audit; of these there is none yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.goods import tables as goods
from ikm_desktop.office import tables as office
from ikm_desktop.participants import tables as t
from ikm_desktop.participants.bulk import log_rows
from ikm_desktop.storage.references import references_to

if TYPE_CHECKING:
    from ikm_desktop.office.acts import Act
    from ikm_desktop.participants.import_records import ImportRun

_SPOKEN = {
    "enrolment": "peserta angkatan",
    "attendance": "kehadiran",
    "mark": "nilai",
    "import_person": "impor lain",
    "participant": "penggabungan",
    "merge": "penggabungan",
    "not_same": "keputusan bukan orang yang sama",
    "move": "mutasi barang",
    "holding": "barang yang dipegang",
    "voucher": "surat barang",
    "prepared": "surat yang disiapkan",
    "lot": "barang buatannya",
}


def dependents(connection: sa.Connection, run: ImportRun) -> tuple[str, ...]:
    """Return what depends on the people an import made, in Indonesian; none when it can be taken back."""
    why = []
    changed = _changed_since(connection, run)
    if changed:
        why.append(f"sudah diubah sesudahnya: {', '.join(changed)}")
    people = _made(run.run)
    referring = references_to(connection, "participant", people)
    referring["import_person"] = referring.get("import_person", 0) - run.count("created")
    places = sa.select(t.participant.c.place).where(t.participant.c.id.in_(people))
    at_places = references_to(connection, "place", places)
    at_places.pop("participant", None)
    using: dict[str, int] = {}  # a merge stands in two tables: it is told once
    for table, rows in (referring | at_places).items():
        spoken = _SPOKEN.get(table, table)
        using[spoken] = max(rows, using.get(spoken, 0))
    why += [f"{words.number(rows)} baris {spoken} memakainya" for spoken, rows in using.items() if rows]
    return tuple(why)


def remove_people(act: Act, run: ImportRun) -> None:
    """Remove the people an import made, with their places; the import's own record stays."""
    query = sa.select(t.participant.c.id, t.participant.c.place).where(t.participant.c.id.in_(_made(run.run)))
    made = act.connection.execute(query).all()
    act.connection.execute(t.import_person.delete().where(t.import_person.c.run == run.run))
    if not made:
        return
    removals = (
        (t.participant, t.participant.c.id, [row.id for row in made]),
        (goods.place, goods.place.c.id, [row.place for row in made]),
    )
    for table, key, ids in removals:
        query_one = table.delete().where(key == sa.bindparam("one"))
        act.connection.execute(query_one, [{"one": row_id} for row_id in ids])
        log_rows(act, table, ids, "baru", None)


def _made(run: int) -> sa.Select[int]:
    return sa.select(t.import_person.c.participant).where(
        t.import_person.c.run == run, t.import_person.c.created == 1
    )


def _changed_since(connection: sa.Connection, run: ImportRun) -> list[str]:
    """Return the names of those somebody corrected after the import: that work would be lost."""
    query = (
        sa.select(t.participant.c.name)
        .distinct()
        .join_from(t.participant, office.change, office.change.c.subject_id == t.participant.c.id)
        .where(
            office.change.c.subject == "participant",
            office.change.c.entry > run.entry,
            sa.or_(office.change.c.after.is_(None), office.change.c.after != "dilihat"),
            t.participant.c.id.in_(_made(run.run)),
        )
        .order_by(t.participant.c.name)
    )
    return list(connection.execute(query).scalars())

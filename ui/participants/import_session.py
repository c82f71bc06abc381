"""What an import is made of before it is saved: the source, the columns, the clerk's choices, the plan."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from ikm_desktop.batches.importing import import_into_batch, import_into_named_batches
from ikm_desktop.batches.roster import known_people
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.participants.column_layouts import read_as_remembered
from ikm_desktop.participants.import_plan import planned
from ikm_desktop.participants.import_records import Choices, Choose, RowResult
from ikm_desktop.participants.imports import import_list
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.reading import read_file, read_pasted
from ikm_desktop.participants.list_import.records import ReadList
from ikm_desktop.participants.person import PersonChanges

ColumnsChosen = Mapping[str | None, Mapping[int, Field]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a list comes from: a file, or pasted text."""

    path: Path | None = None
    pasted: str = ""

    @property
    def name(self) -> str:
        """As the clerk knows it."""
        return self.path.name if self.path else "daftar yang ditempel"

    def read(self, office: Office, columns: ColumnsChosen | None = None) -> ReadList:
        """Read the list and who of it is in the book; nothing is saved. Raises ListRefusal.

        columns: as the clerk put them right; None: as remembered of such a list, else as recognised.
        """
        today = office.clock.now().date()
        with office.reading() as connection:
            known = partial(known_people, connection)

            def read(chosen: ColumnsChosen | None) -> ReadList:
                if self.path is not None:
                    return read_file(self.path, today=today, known=known, chosen=chosen)
                return read_pasted(self.pasted, today=today, known=known, chosen=chosen)

            return read_as_remembered(connection, read) if columns is None else read(columns)

    def sha256(self) -> str:
        """Return the hash of the file or text, to tell when it comes again."""
        content = self.path.read_bytes() if self.path else self.pasted.encode()
        return hashlib.sha256(content).hexdigest()


@dataclass(slots=True)
class Chosen:
    """What the clerk chose for single rows, by their position in the list."""

    corrected: dict[int, dict[str, Any]] = field(default_factory=dict)
    same: dict[int, int] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    different: set[int] = field(default_factory=set)

    def forget(self, row: int) -> None:
        """Take back what was chosen for a row."""
        self.corrected.pop(row, None)
        self.same.pop(row, None)
        self.skipped.discard(row)
        self.different.discard(row)

    def frozen(self) -> Choices:
        """Return the choices as acts take them."""
        corrected = {row: cast("PersonChanges", dict(values)) for row, values in self.corrected.items()}
        return Choices(corrected, dict(self.same), frozenset(self.skipped), frozenset(self.different))


def plan_of(office: Office, read: ReadList, choices: Choices) -> tuple[RowResult, ...]:
    """Return what would become of each row by the choices made so far; nothing is saved."""
    with office.reading() as connection:
        plan = planned(connection, read.rows, choices, office.clock.now().date())
    return tuple(row.result for row in plan)


@dataclass(frozen=True, slots=True)
class ByList:
    """Everybody goes into the batch the list names; training: of the batches that are made for it."""

    training: str


@dataclass(frozen=True, slots=True)
class Order:
    """An import as the clerk ordered it."""

    office: Office
    source: Source
    read: ReadList
    choices: Choices
    choose: Choose
    batch: int | ByList | None = None
    reason: str = ""

    def save(self) -> Done:
        """Save it in one act. Raises as `import_list` and `import_into_batch`."""
        sha256 = self.source.sha256()
        read = replace(self.read, file=self.source.name)
        if self.batch is None:
            return import_list(self.office, read, choose=self.choose, choices=self.choices, sha256=sha256)
        if isinstance(self.batch, ByList):
            return import_into_named_batches(
                self.office,
                read,
                training=self.batch.training,
                choose=self.choose,
                choices=self.choices,
                sha256=sha256,
                reason=self.reason,
            )
        return import_into_batch(
            self.office,
            read,
            batch=self.batch,
            choose=self.choose,
            choices=self.choices,
            sha256=sha256,
            reason=self.reason,
        )

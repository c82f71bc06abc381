"""A person's page: three groups of fields, what her NIK says, and who may already be her."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ikm_desktop import words
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.participants import regions
from ikm_desktop.participants.doubles import look_alikes
from ikm_desktop.participants.nik import Nik, nik_warnings, parse_nik
from ikm_desktop.participants.people import add_person, archive_person, change_person, person_of, reveal
from ikm_desktop.participants.person import LABELS, Person
from ikm_desktop.participants.search import typed_before
from ui.common.drafts import Draft, DraftKeeper
from ui.common.entry import EntryPage
from ui.common.labels import button, card, label
from ui.common.reason import ReasonDialog
from ui.common.tab import TabContext
from ui.participants.person_fields import GROUPS, MASKED, FormField, shown

PAGE = "peserta"
_COMPLETED = ("birth_place", "village", "district", "education", "product", "bank", "machine_kind")
_NTT = "53"
_REST_MS = 120
"""How long typing rests before look-alikes are looked for."""


class PersonPage(EntryPage):
    """A new person, or one of the book to be changed."""

    def __init__(self, context: TabContext, person: int | None = None) -> None:
        super().__init__(context, "Peserta", "Peserta baru")
        self._office = context.office
        self._today = self._office.clock.now().date()
        self.person: Person | None = None
        if person is not None:
            with self._office.reading() as connection:
                self.person = person_of(connection, person)
            self.title.setText(self.person.name)
        self.form: dict[str, FormField] = {}
        self._reveals: dict[str, QWidget] = {}
        self._begun: dict[str, str] = {}
        self.nik_told = label("", "muted")
        self.use_nik = button("&Pakai", context.look)
        self.alike = label("", "muted")
        self._follow_soon = QTimer(self)
        page = PAGE if person is None else f"{PAGE}-{person}"
        self.keeper = DraftKeeper(self._office, page, self.title.text(), self._gather, self)
        self._lay_out()
        self._fill()
        self._connect()

    # --- making it ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row, left = QHBoxLayout(), QWidget()
        left.setMaximumWidth(900)
        groups = QVBoxLayout(left)
        groups.setContentsMargins(0, 0, 0, 0)
        for title, names in GROUPS.items():
            groups.addWidget(self._group(title, names))
        groups.addStretch()
        row.addWidget(left, 1)
        row.addWidget(self._side(), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()
        self.body.addLayout(row)
        self.hints.setText("Enter = isian berikutnya · Ctrl+Enter = simpan, lalu yang baru · Esc = kembali")
        if self.person is not None:
            text = "Kembalikan dari arsip" if self.person.archived else "Arsipkan…"
            self.archive_button = self.add_button(text, self.archive, icon_name="trash-2")
        self.save_button = self.add_button(
            "Simpan", self.save, key="Ctrl+S", icon_name="save", role="primary"
        )
        self.add_key("Ctrl+Return", self.save_and_next)

    def _group(self, title: str, names: tuple[str, ...]) -> QWidget:
        made, inside = card(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for line, name in enumerate(names):
            field = FormField(name, self._today, made)
            self.form[name] = field
            told = label(LABELS[name])
            told.setBuddy(field.line)
            told.setWordWrap(True)
            grid.addWidget(told, line, 0)
            grid.addLayout(self._editor(field), line, 1)
            grid.addWidget(field.hint, line, 2)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        inside.addLayout(grid)
        return made

    def _editor(self, field: FormField) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(field.line)
        if field.name in MASKED and self.person is not None and getattr(self.person, field.name):
            made = button("Tampilkan", self.context.look, icon_name="eye")
            made.setAccessibleName(f"Tampilkan {LABELS[field.name]}")
            made.clicked.connect(lambda _checked=False: self.reveal(field.name))
            self._reveals[field.name] = made
            row.addWidget(made)
        if field.line.maximumWidth() < 400:  # noqa: PLR2004 - only short fields have a limit
            row.addStretch()
        return row

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(270)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        from_nik, inside = card("Dari NIK")
        for told in (self.nik_told, self.alike):
            told.setWordWrap(True)
        inside.addWidget(self.nik_told)
        inside.addWidget(self.use_nik, 0, Qt.AlignmentFlag.AlignLeft)
        self.use_nik.setAccessibleName("Pakai isi NIK")
        column.addWidget(from_nik)
        alike, inside = card("Mungkin orang yang sama")
        inside.addWidget(self.alike)
        column.addWidget(alike)
        return side

    def _fill(self) -> None:
        with self._office.reading() as connection:
            for name in _COMPLETED:
                self.form[name].offer(typed_before(connection, name))  # type: ignore[arg-type]
        self.form["regency"].offer(tuple(str(one) for one in regions.regencies(_NTT)))
        for name, field in self.form.items():
            if self.person is not None:
                field.line.setText(shown(getattr(self.person, name)))
            if name in self._reveals and self.person is not None:
                masked = self.person.masked_nik if name == "nik" else self.person.masked_account
                field.line.setReadOnly(True)
                field.line.setText(masked)
            self._begun[name] = field.line.text()
            field.say("")
        draft = self.keeper.found()
        if draft is not None:
            self._restore(draft)
        self._follow()

    def _connect(self) -> None:
        self._follow_soon.setSingleShot(True)
        self._follow_soon.setInterval(_REST_MS)
        self._follow_soon.timeout.connect(self._follow)
        for name, field in self.form.items():
            field.line.textChanged.connect(self.keeper.touch)
            if name in ("name", "nik", "born", "sex"):
                field.line.textChanged.connect(self._follow_soon.start)
        self.use_nik.clicked.connect(self.take_from_nik)
        self.keeper.trouble.connect(self.hints.setText)

    # --- following what is typed --------------------------------------------------------------------

    def nik(self) -> Nik | None:
        """The NIK typed or kept, None while it is none."""
        if self.form["nik"].line.isReadOnly() and self.person is not None:
            return parse_nik(self.person.nik).nik
        return parse_nik(self.form["nik"].line.text()).nik

    def _follow(self) -> None:
        """Tell what the NIK says and who looks like this person."""
        nik = self.nik()
        born = self.form["born"].read().value
        self.nik_told.setText("Isi NIK 16 angka." if nik is None else self._says(nik, born))
        self.use_nik.setVisible(nik is not None)
        name = self.form["name"].line.text().strip()
        with self._office.reading() as connection:
            found = look_alikes(
                connection,
                name=name,
                born=born if isinstance(born, date) else None,
                nik=nik.digits if nik else "",
                but=self.person.id if self.person else None,
            )
        told = [f"{one.person.name} ({one.person.regency or 'tanpa alamat'}): {one.why}" for one in found]
        self.alike.setText("\n".join(told) if told else "Tidak ada yang mirip.")

    def _says(self, nik: Nik, born: object) -> str:
        day = nik.born(self._today)
        region = regions.region(nik.regency_code)
        sex = self.form["sex"].line.text().strip().upper()
        lines = [
            f"Lahir: {words.long_date(day)}" if day else "Lahir: bukan tanggal",
            f"L/P: {nik.sex}",
            f"Terdaftar pertama di: {region or 'wilayah tidak dikenal'}",
        ]
        odd = nik_warnings(
            nik,
            today=self._today,
            born=born if isinstance(born, date) else None,
            sex="L" if sex == "L" else "P" if sex == "P" else None,
            region_known=region is not None,
        )
        return "\n".join([*lines, *(f"Periksa: {warning.text}." for warning in odd)])

    def take_from_nik(self) -> None:
        """Take birth date, sex and region from the NIK."""
        nik = self.nik()
        if nik is None:
            return
        day, region = nik.born(self._today), regions.region(nik.regency_code)
        if day is not None:
            self.form["born"].line.setText(words.short_date(day))
        self.form["sex"].line.setText(nik.sex)
        if region is not None:
            self.form["regency"].line.setText(str(region))

    def reveal(self, name: str) -> None:
        """Show a masked number in full and let it be changed; that it was looked at is logged."""
        if self.person is None:
            return
        field = self.form[name]
        full = reveal(self._office, person=self.person.id, field="nik" if name == "nik" else "bank_account")
        field.line.setReadOnly(False)
        field.line.setText(full)
        self._begun[name] = full
        self._reveals[name].hide()
        field.line.setFocus()

    # --- acts ---------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save and go back to the list; all that stands in the way is told at once."""
        done = self._saved()
        if done is not None:
            name = self.form["name"].line.text().strip()
            self.context.go_to(PAGE, name)
            told = " ".join(notice.text for notice in done.notices)
            self.context.say(f"{name} disimpan. {told}".strip())

    def save_and_next(self) -> None:
        """Save and begin another person."""
        if self._saved() is not None:
            self.context.say(f"{self.form['name'].line.text().strip()} disimpan.")
            page = PersonPage(self.context)
            self.context.show_page(page)
            page.form["name"].line.setFocus()

    def _saved(self) -> Done | None:
        changed = {
            name: field
            for name, field in self.form.items()
            if not field.line.isReadOnly() and field.line.text() != self._begun[name]
        }
        if self.person is None:
            changed.setdefault("name", self.form["name"])
        problems = {name: read.problem for name, field in changed.items() if (read := field.read()).problem}
        for name, problem in problems.items():
            self.form[name].say(problem)
        if problems:
            self.message.complain(list(problems.values()))
            self.form[next(name for name in self.form if name in problems)].line.setFocus()
            return None
        return self._write({name: field.read().value for name, field in changed.items()})

    def _write(self, values: dict[str, Any]) -> Done | None:
        try:
            if self.person is None:
                done = add_person(self._office, **values)
            else:
                done = change_person(self._office, person=self.person.id, **values)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            (self.form["nik"] if "nik" in values else self.form["name"]).line.setFocus()
            return None
        self.keeper.finish()
        return done

    def archive(self) -> None:
        """Put her away for a reason, or bring her back."""
        person = self.person
        if person is None:
            return
        away = not person.archived
        verb = "Arsipkan" if away else "Kembalikan"
        question = f"{verb} {person.name}? Riwayat dan suratnya tetap ada."
        reason = ReasonDialog.ask(self, "Arsip peserta", question, verb)
        if reason is None:
            return
        try:
            archive_person(self._office, person=person.id, reason=reason, archived=away)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.keeper.finish()
        self.context.close_page()
        self.context.say(f"{person.name} {'diarsipkan' if away else 'dikembalikan dari arsip'}.")

    # --- the draft ----------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the draft when the page is left; it is still open where the whole window goes."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.keeper.keep(is_open=not self.window().isVisible())

    def _gather(self) -> tuple[dict[str, Any], list[Any]]:
        typed = {
            name: field.line.text()
            for name, field in self.form.items()
            if not field.line.isReadOnly() and field.line.text() != self._begun[name]
        }
        where = [name for name, field in self.form.items() if field.line.hasFocus()]
        return typed, where

    def _restore(self, draft: Draft) -> None:
        for name, text in draft.values.items():
            if name in self.form and not self.form[name].line.isReadOnly():
                self.form[name].line.setText(str(text))
        self.keeper.resume()
        self.hints.setText(f"Konsep {draft.time} dilanjutkan.")

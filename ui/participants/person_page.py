"""A person's page: her form with help beside it, everything about her, and what happened to her data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ikm_desktop.batches.open_matters import put_away
from ikm_desktop.batches.roster import batches_of
from ikm_desktop.errors import Fault, Notice, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.participants.checks import working_ages
from ikm_desktop.participants.doubles import look_alikes, not_the_same
from ikm_desktop.participants.nik import Nik, parse_nik
from ikm_desktop.participants.people import (
    add_person,
    archive_person,
    change_person,
    owners_of_niks,
    person_of,
    remove_photo,
    set_photo,
)
from ikm_desktop.participants.person import Person
from ikm_desktop.participants.phones import read_phone
from ikm_desktop.reports.personal_data import personal_data
from ui.common.drafts import Draft, DraftKeeper
from ui.common.entry import EntryPage
from ui.common.labels import button
from ui.common.list_page import ListPage
from ui.common.reason import ReasonDialog
from ui.common.tab import TabContext
from ui.papers.pdf_page import PdfPage
from ui.participants.alike_card import AlikeCard
from ui.participants.history_view import HistoryView
from ui.participants.nik_card import NikCard
from ui.participants.person_fields import FormField
from ui.participants.person_form import PersonForm
from ui.participants.photo_card import PhotoCard
from ui.participants.record_view import RecordView

PAGE = "peserta"
_REST_MS = 120
"""How long typing rests before look-alikes are looked for."""
_FOLLOWED = ("name", "nik", "born", "sex", "phone", "regency")
_SIDE = 280


class PersonPage(EntryPage):
    """A new person, or one of the book to be read and changed."""

    def __init__(self, context: TabContext, person: int | None = None) -> None:
        super().__init__(context, "Peserta", "Peserta baru")
        self._office = office = context.office
        today = office.clock.now().date()
        self.person: Person | None = None
        self.kept: Person | None = None
        with office.reading() as connection:
            ages = working_ages(connection)
            if person is not None:
                self.person = person_of(connection, person)
                if self.person.merged_into is not None:
                    self.kept = person_of(connection, self.person.merged_into)
                self.title.setText(self.person.name)
        self.fields_view = PersonForm(office, context.look, today, self.person)
        self.nik_card = NikCard(context.look, today, ages)
        self.alike = AlikeCard(context.look, is_new=person is None)
        self.photo = PhotoCard(context, self.person.photo if self.person else None)
        self._follow_soon = QTimer(self)
        page = PAGE if person is None else f"{PAGE}-{person}"
        self.keeper = DraftKeeper(office, page, self.title.text(), self._gather, self)
        self._views: dict[str, tuple[QPushButton, QWidget]] = {}
        self._first = "name"
        self._lay_out()
        self._connect()
        draft = self.keeper.found()
        if draft is not None:
            self._restore(draft)
        self._follow()
        self._tell_state()

    def _tell_state(self) -> None:
        """Say that she is in the archive, somebody's double, or that her data went."""
        person = self.person
        if person is None or not (person.archived or person.merged_into):
            return
        text = f"{person.name} ada dalam arsip; riwayat dan suratnya tetap ada."
        if person.anonymised:
            text = "Data pribadi orang ini sudah dihapus untuk selamanya; kegiatan dan suratnya tetap."
        elif self.kept is not None:
            name = self.kept.name
            text = f"{person.name} sudah digabungkan dengan {name}; kegiatannya tercatat pada {name}."
        self.message.tell([Notice("PutAway", text)])

    @property
    def form(self) -> dict[str, FormField]:
        """The fields by name."""
        return self.fields_view.fields

    def begin(self) -> None:
        """Put the cursor where it stood in the draft, or into the name."""
        self.fields_view.go_to(self._first)

    # --- making it ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        entry, row = QWidget(), QHBoxLayout()
        entry.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.fields_view, 1)
        row.addWidget(self._side(), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()
        self.body.addWidget(entry)
        if self.person is not None:
            self._add_views(entry, self.person)
        self.hints.setText("Enter = isian berikutnya · Ctrl+Enter = simpan, lalu yang baru · Esc = kembali")
        if self.person is not None and self.person.anonymised:
            self.hints.setText("Esc = kembali")
            return
        if self.person is not None:
            self._add_state_button(self.person)
            self.data_button = self.add_button("Data saya", self.show_data, icon_name="file-text")
            self.data_button.setToolTip("Semua data yang disimpan tentang dia, sebagai PDF untuknya; dicatat")
        self.save_button = self.add_button(
            "Simpan", self.save, key="Ctrl+S", icon_name="save", role="primary"
        )
        self.add_key("Ctrl+Return", self.save_and_next)

    def _add_state_button(self, person: Person) -> None:
        """Add what leads on: from a double to the person kept, else into the archive or back."""
        if (kept := self.kept) is not None:
            self.kept_button = self.add_button(
                f"Buka {kept.name}", lambda: self._show(PersonPage(self.context, kept.id)), icon_name="users"
            )
            return
        text = "Kembalikan dari arsip" if person.archived else "Arsipkan…"
        self.archive_button = self.add_button(text, self.archive, icon_name="trash-2")

    def _add_views(self, entry: QWidget, person: Person) -> None:
        self.record = RecordView(self.context, person.id)
        self.record.refused.connect(self.message.refuse)
        self.log = HistoryView(self.context, person.id)
        group = QButtonGroup(self)
        views = (("isian", "&Isian", entry), ("kegiatan", "&Kegiatan dan surat", self.record))
        for key, text, view in (*views, ("riwayat", "&Riwayat data", self.log)):
            made = button(text, self.context.look, role="chip")
            made.setCheckable(True)
            made.clicked.connect(lambda _checked=False, key=key: self.show_view(key))
            group.addButton(made)
            self.fields.addWidget(made)
            self._views[key] = (made, view)
            if view is not entry:
                self.body.addWidget(view)
                view.hide()
        self._views["isian"][0].setChecked(True)

    def show_view(self, key: str) -> None:
        """Show the form, everything about her, or the log, read again."""
        for name, (made, view) in self._views.items():
            made.setChecked(name == key)
            view.setVisible(name == key)
        if key == "kegiatan":
            self.record.reload()
        elif key == "riwayat":
            self.log.reload()

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        for made in (self.alike, self.nik_card, self.photo):
            column.addWidget(made)
        if self.person is not None and self.person.anonymised:
            side.hide()
        return side

    def _connect(self) -> None:
        self._follow_soon.setSingleShot(True)
        self._follow_soon.setInterval(_REST_MS)
        self._follow_soon.timeout.connect(self._follow)
        self.fields_view.touched.connect(self._touched)
        self.nik_card.taken.connect(self.fields_view.write)
        self.photo.refused.connect(self.message.refuse)
        self.photo.changed.connect(self.message.clear)
        self.alike.use.connect(self.open_other)
        self.alike.merge.connect(self.merge_with)
        self.alike.different.connect(self.say_different)
        self.alike.check_nik.connect(lambda: self.fields_view.go_to("nik"))
        self.message.way_chosen.connect(self._go)
        self.keeper.trouble.connect(self.hints.setText)

    # --- following what is typed --------------------------------------------------------------------

    def _touched(self, name: str) -> None:
        self.keeper.touch()
        if name in _FOLLOWED:
            self._follow_soon.start()

    def nik(self) -> Nik | None:
        """The NIK typed or kept, None while it is none."""
        return parse_nik(str(self.fields_view.value("nik") or "")).nik

    def _follow(self) -> None:
        """Tell what the NIK says and who looks like this person."""
        form, nik = self.fields_view, self.nik()
        born = form.value("born")
        self.nik_card.show_nik(nik, {name: form.text(name) for name in ("born", "sex", "regency")}, born)
        with self._office.reading() as connection:
            found = look_alikes(
                connection,
                name=form.text("name"),
                born=born,
                nik=nik.digits if nik else "",
                phone=read_phone(form.text("phone")).digits,
                but=self.person.id if self.person else None,
            )
            batches = batches_of(connection, [one.person.id for one in found])
        self.alike.show_people(found, batches)

    # --- another person -----------------------------------------------------------------------------

    def open_other(self, person: int) -> None:
        """Open somebody of the book instead of the new person that is being typed."""
        self.keeper.finish()
        self._show(PersonPage(self.context, person))

    def merge_with(self, other: int) -> None:
        """Open the comparison of this person with another."""
        from ui.participants.doubles_page import DoublesPage

        if self.person is not None:
            self._show(DoublesPage(self.context, (self.person.id, other)))

    def say_different(self, other: int) -> None:
        """Remember that another one of the book is somebody else."""
        if self.person is not None and self._tried(
            lambda: not_the_same(self._office, first=self.person.id if self.person else 0, second=other)
        ):
            self._follow()
            self.context.say("Dicatat: bukan orang yang sama.")

    def _show(self, page: QWidget) -> None:
        self.context.show_page(page)
        if isinstance(page, PersonPage):
            page.begin()

    def _go(self, way: str) -> None:
        nik = self.nik()
        if way == "lihat-kegiatan":
            self.show_view("kegiatan")
        elif way == "periksa-nik":
            self.message.clear()
            self.fields_view.go_to("nik")
        elif way == "pakai-orang-ini" and nik is not None:
            with self._office.reading() as connection:
                owner = owners_of_niks(connection, [nik.digits]).get(nik.digits)
            if owner is not None:
                self.open_other(owner.participant)

    # --- acts ---------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save and go back to the list; all that stands in the way is told at once."""
        done = self._saved()
        if done is not None:
            name = self.fields_view.text("name")
            person = self.person.id if self.person is not None else done.ids[0]
            listed = self.context.go_to(PAGE)
            if isinstance(listed, ListPage):
                listed.choose(lambda row: row.person.id == person)
            told = " ".join(notice.text for notice in done.notices)
            self.context.say(f"{name} disimpan. {told}".strip())

    def save_and_next(self) -> None:
        """Save and begin another person."""
        if self._saved() is not None:
            self.context.say(f"{self.fields_view.text('name')} disimpan.")
            self._show(PersonPage(self.context))

    def _saved(self) -> Done | None:
        changed = list(self.fields_view.changed())
        if self.person is None and "name" not in changed:
            changed.insert(0, "name")
        problems = self.fields_view.problems(changed)
        if problems:
            self.message.complain(list(problems.values()))
            if self._views:
                self.show_view("isian")
            self.fields_view.go_to(next(name for name in self.form if name in problems))
            return None
        return self._write({name: self.form[name].read().value for name in changed})

    def _write(self, values: dict[str, Any]) -> Done | None:
        def act() -> Done:
            if self.person is None:
                done = add_person(self._office, **values)
                person = done.ids[0]
            else:
                person = self.person.id
                done = change_person(self._office, person=person, **values)
            if self.photo.content is not None:
                set_photo(self._office, person=person, content=self.photo.content, name=self.photo.name)
            elif self.photo.is_removed and self.person is not None and self.person.photo:
                remove_photo(self._office, person=person)
            return done

        done = self._tried(act)
        if done is None:
            self.fields_view.go_to("nik" if "nik" in values else "name")
            return None
        self.keeper.finish()
        return done

    def _tried(self, act: Callable[[], Done]) -> Done | None:
        try:
            return act()
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return None

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
        if self._tried(
            lambda: (
                put_away(self._office, person=person.id, reason=reason)
                if away
                else archive_person(self._office, person=person.id, reason=reason, archived=False)
            )
        ):
            self.keeper.finish()
            self.context.close_page()
            self.context.say(f"{person.name} {'diarsipkan' if away else 'dikembalikan dari arsip'}.")

    def show_data(self) -> None:
        """Show all that is kept of her as a paper for her, to be printed or saved; it is logged."""
        if self.person is None:
            return
        try:
            pdf = personal_data(self._office, person=self.person.id)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        name = self.person.name
        self._show(PdfPage(self.context, "Peserta", f"Data saya: {name}", pdf, f"Data pribadi {name}.pdf"))

    # --- the draft ----------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the draft when the page is left; it is still open where the whole window goes."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.keeper.keep(is_open=not self.window().isVisible())

    def _gather(self) -> tuple[dict[str, Any], list[Any]]:
        return dict(self.fields_view.changed()), list(self.fields_view.focused())

    def _restore(self, draft: Draft) -> None:
        self.fields_view.write({name: str(text) for name, text in draft.values.items()})
        self._first = next((name for name in draft.focus if name in self.form), self._first)
        self.keeper.resume()
        self.hints.setText(f"Konsep {draft.begun} dilanjutkan.")

"""Who and what the rows of an old book speak of: people and institutions are found or made, items found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from ikm_desktop import amounts, words
from ikm_desktop.batches.batches import Batch, batches
from ikm_desktop.errors import Refusal
from ikm_desktop.goods.items import Item, items
from ikm_desktop.goods.parties import CLASSES, add_institution_in, institutions
from ikm_desktop.goods.places import main_store, stores
from ikm_desktop.goods.runs import amount
from ikm_desktop.office.acts import Act
from ikm_desktop.participants.list_import.batch_names import batch_in_column
from ikm_desktop.participants.nik import parse_nik
from ikm_desktop.participants.people import add_person_in, owners_of_niks, people_by_id
from ikm_desktop.participants.search import people
from ikm_desktop.reports.old_book.sheets import BATCH, PRICE, UNPAID, OldRow, RowFinding
from ikm_desktop.words import folded

_OTHERS = "masyarakat"


@dataclass(frozen=True, slots=True)
class Unpaid:
    """Pieces bought and not paid yet, smallest units, at a price of one shown unit (0: none is known)."""

    quantity: int
    price: int


PAID = Unpaid(0, 0)


@dataclass(slots=True)
class Parties:
    """Finds what rows name in the book of an act; makes the people and institutions it does not have.

    findings: what could not be found or read; made: names of new people and institutions.
    """

    act: Act
    findings: list[RowFinding]
    new_people: list[str] = field(default_factory=list)
    new_institutions: list[str] = field(default_factory=list)
    _niks: dict[str, int] = field(default_factory=dict)
    _names: defaultdict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    _institutions: dict[str, int] = field(default_factory=dict)
    _items: dict[str, Item] = field(default_factory=dict)
    _stores: dict[str, int] = field(default_factory=dict)
    _batches: tuple[Batch, ...] = ()

    def read(self) -> None:
        """Read the people, institutions, items and stores of the book."""
        connection = self.act.connection
        for person in people(connection, show="all"):
            self._know(person.place, person.name, person.nik)
        self._institutions = {folded(one.name): one.place for one in institutions(connection)}
        for item in items(connection):
            for name in filter(None, (item.short_name, item.code, item.name)):
                self._items[folded(name)] = item
        self._stores = {folded(one.name): one.place for one in stores(connection)}
        self._stores[""] = main_store(connection)
        self._batches = batches(connection)

    def _know(self, place: int, name: str, nik: str) -> None:
        self._names[folded(name)].append((place, nik))
        if nik:
            self._niks[nik] = place

    def person(self, row: OldRow) -> int | None:
        """Return her place: by NIK, else by a name only one person has, else she is made."""
        name, typed = row.text("Nama"), row.text("NIK")
        read = parse_nik(typed).nik if typed else None
        nik = read.digits if read is not None else ""
        if typed and not nik:
            self.findings.append(row.wrong("NIK", f"{typed} bukan NIK yang benar; betulkan atau kosongkan"))
            return None
        known_as = self._niks.get(nik) or self._kept(nik) if nik else None
        if known_as is not None:
            return known_as
        same = [place for place, known in self._names[folded(name)] if not nik or not known]
        if len(same) > 1:
            told = f"ada {len(same)} orang bernama {name}; isi NIK-nya"
            self.findings.append(row.wrong("NIK", told))
            return None
        if same and not nik:
            return same[0]
        return self._new_person(row, name, nik)

    def _kept(self, nik: str) -> int | None:
        """Return the place of the person kept, where the NIK is a merged double's."""
        owner = owners_of_niks(self.act.connection, [nik]).get(nik)
        if owner is None:
            return None
        return people_by_id(self.act.connection, [owner.participant])[owner.participant].place

    def _new_person(self, row: OldRow, name: str, nik: str) -> int | None:
        try:
            person = add_person_in(self.act, name=name, nik=nik)
        except Refusal as refused:
            self.findings.append(row.wrong("Nama", refused.sentence))
            return None
        place = people_by_id(self.act.connection, [person])[person].place
        self._know(place, name, nik)
        self.new_people.append(name)
        return place

    def institution(self, row: OldRow) -> int | None:
        """Return its place by its name; one the book does not have is made, of the class that is written."""
        name = row.text("Lembaga")
        known = self._institutions.get(folded(name))
        if known is not None:
            return known
        classes = {folded(word): code for code, word in CLASSES.items()}
        written = folded(row.text("Golongan"))
        if written and written not in classes:
            known_ones = ", ".join(CLASSES.values())
            self.findings.append(row.wrong("Golongan", f"tidak dikenal; ada: {known_ones}"))
            return None
        try:
            place = add_institution_in(self.act, name=name, class_=classes.get(written, _OTHERS))
        except Refusal as refused:
            self.findings.append(row.wrong("Lembaga", refused.sentence))
            return None
        self._institutions[folded(name)] = place
        self.new_institutions.append(name)
        return place

    def batch(self, row: OldRow, day: date) -> int | None:
        """Return the batch a row names, None for none or one that cannot be found, which is noted.

        Of several of one name the newest that had begun by the day of the row.
        """
        name = row.text(BATCH)
        if not name:
            return None
        same = [one for one in self._batches if one.name.casefold() == name.casefold()]
        plain = batch_in_column(name).casefold()
        same = same or [one for one in self._batches if batch_in_column(one.name).casefold() == plain]
        begun = [one for one in same if one.starts_on is None or one.starts_on <= day]
        found = max(begun or same, key=lambda one: (one.starts_on or date.min, one.id), default=None)
        if found is None:
            told = f"{name} belum ada; buat dahulu di tab Angkatan, atau kosongkan"
        elif found.closed_on is not None:
            told = f"{found.name} sudah ditutup; buka kembali dahulu di tab Angkatan, atau kosongkan"
        else:
            return found.id
        self.findings.append(row.wrong(BATCH, told))
        return None

    def store(self, row: OldRow) -> int | None:
        """Return the store's place, the main one where none is named."""
        found = self._stores.get(folded(row.text("Gudang")))
        if found is None:
            self.findings.append(row.wrong("Gudang", f"{row.text('Gudang')} tidak ada dalam buku"))
        return found

    def item(self, row: OldRow) -> Item | None:
        """Return the item by name, short name or code; a unit that is written must be its own."""
        found = self._items.get(folded(row.text("Barang")))
        if found is None:
            told = f"{row.text('Barang')} belum ada; tambahkan dahulu di Pengaturan, Barang"
            self.findings.append(row.wrong("Barang", told))
            return None
        unit = folded(row.text("Satuan"))
        if unit and unit != folded(found.unit.symbol):
            told = f"{row.text('Satuan')} bukan satuan {found.name}, yaitu {found.unit.symbol}"
            self.findings.append(row.wrong("Satuan", told))
            return None
        return found

    def quantity(self, row: OldRow, item: Item) -> int | None:
        """Return the quantity in smallest units; nothing finer than these is taken."""
        try:
            read = item.unit.read(row.text("Jumlah"), "Jumlah")
        except Refusal as refused:
            self.findings.append(row.wrong("Jumlah", refused.sentence))
            return None
        if read == 0:
            self.findings.append(row.wrong("Jumlah", "harus lebih dari 0"))
        return read or None

    def value(self, row: OldRow) -> int | None:
        """Return the value of the row, whole rupiah."""
        return self._money(row, "Nilai (Rp)")

    def unpaid(self, row: OldRow, item: Item, quantity: int, value: int) -> Unpaid | None:
        """Return what of bought products is still to be paid; None and a finding where that is unsound."""
        price = self._money(row, PRICE) if row.text(PRICE) else 0
        owed = self._money(row, UNPAID) if row.text(UNPAID) else 0
        if price is None or owed is None:
            return None
        told = self._wrong_unpaid(item, quantity, value, price, owed)
        if told is not None:
            self.findings.append(row.wrong(*told))
            return None
        return Unpaid(owed * item.unit.per // price if owed else 0, price)

    @staticmethod
    def _wrong_unpaid(item: Item, quantity: int, value: int, price: int, owed: int) -> tuple[str, str] | None:
        """Return the column and what is wrong with it."""
        whole = amount(price, quantity, item.unit.per)
        if price and whole > value:
            return "Nilai (Rp)", f"kurang dari harga belinya, {words.rupiah(whole)}"
        if owed and not price:
            return PRICE, "belum diisi, sedangkan ada yang belum dibayar"
        if owed > whole:
            return UNPAID, f"lebih dari harga seluruhnya, {words.rupiah(whole)}"
        if owed and amount(price, owed * item.unit.per // price, item.unit.per) != owed:
            return UNPAID, f"bukan kelipatan harga satuan {words.rupiah(price)}"
        return None

    def _money(self, row: OldRow, column: str) -> int | None:
        text = row.text(column)
        try:
            if text.isdigit():  # a figure of the sheet, without the dots of what is typed
                return min(int(Fraction(text)), amounts.LARGEST)
            # "Rp3.000.001,-" as it stands in books
            return amounts.read_rupiah(text.removesuffix("-").rstrip(" ,."), column.removesuffix(" (Rp)"))
        except Refusal as refused:
            self.findings.append(row.wrong(column, refused.sentence))
            return None

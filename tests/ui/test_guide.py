"""The guide and the program tell the same: what it names exists, and what exists is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from ikm_desktop.resources import resource
from ui.common.commands import Command
from ui.common.mnemonics import plain
from ui.frame.help import HelpPage, help_text, pages_with
from ui.main_window import MainWindow
from ui.tabs import TABS
from ui.theme.look import Look

_ROOT = Path(__file__).parents[2]
_NAME = re.compile(r"(?<![*\w])\*([^*\n|]+)\*(?![*\w])")
_KEY = re.compile(r"\b(?:(?:Ctrl|Shift|Alt)\+)+(?:F[1-9]|[A-Z][a-z]+|[A-Z0-9]|[-+/,↑↓←→])|\bF[1-9]\b")
_ROW = re.compile(r"^\| \*(.+?)\* \| (\S+) \|", re.MULTILINE)
_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_VALUE = re.compile(r"\{[^{}]*\}| \(.*")
_COMMAND = re.compile(r'\bCommand\(\s*f?"[^"]*",\s*"([^"]+)"')
_BUTTON = re.compile(r'\bbutton\(\s*"([^"]+)"')
_WAY = re.compile(r'\bWayOut\(\s*"[^"]*",\s*"([^"]+)"')
_AT_THE_FOOT = re.compile(r'\.add_button\(\s*"([^"]+)"')
_SAME = {"↓": "Down", "↑": "Up", "←": "Left", "→": "Right", "Enter": "Return"}
_OF_QT = {"Ctrl+A", "Ctrl+V", "Ctrl+D", "F2", "Shift+Tab", "Shift+H"}
"""Keys of grids and lists that are no shortcuts: each is taken where the key arrives."""


def guide() -> dict[str, str]:
    """Return the pages of the guide by their names."""
    return {one.stem: one.read_text(encoding="utf-8") for one in sorted(resource("help").glob("*.md"))}


def names_in(text: str) -> set[str]:
    """Return what a page names of the screen, as it is written there."""
    return {_without_marks(" ".join(found.split())) for found in _NAME.findall(text)}


def keys_in(text: str) -> set[str]:
    """Return the keys a page names, as Qt writes them; a letter with Alt is a button's own."""
    found = {_as_qt(key) for key in _KEY.findall(text)}
    return {key for key in found if not re.fullmatch(r"Alt\+[A-Z0-9]", key)}


def unknown(pages: dict[str, str], written: set[str], keys: set[str]) -> list[str]:
    """Return what the guide names and the program does not have."""
    return [
        f"{page}: {name}"
        for page, text in pages.items()
        for name in sorted({*(names_in(text) - written), *(keys_in(text) - keys)})
    ]


def untold(pages: dict[str, str], titles: Iterable[str], keys: Iterable[str]) -> list[str]:
    """Return what the program offers and the guide does not name."""
    told = set().union(*(names_in(text) for text in pages.values()))
    told_keys = set().union(*(keys_in(text) for text in pages.values()))
    missing = {title for title in map(_bare, titles) if title not in told}
    return sorted(missing | {key for key in keys if key not in told_keys})


def table_of(commands: Iterable[Command]) -> set[tuple[str, str]]:
    """Return the commands as the page Semua perintah lists them: title and key."""
    return {(one.title, one.shortcut or "–") for one in commands}


def _bare(text: str) -> str:
    """Return a text of the screen without its mnemonic, key, marks and dots."""
    return _without_marks(re.split(r"  +| \(Ctrl", plain(text))[0])


def _without_marks(text: str) -> str:
    return text.strip("‹›+… ").removesuffix(":")


def _as_qt(key: str) -> str:
    for ours, qts in _SAME.items():
        key = key.replace(ours, qts)
    return QKeySequence(key).toString()


@cache
def _sources() -> str:
    """Return the program's own files in one; of the CONTOH office nothing is on a screen by itself."""
    files = [*(_ROOT / "ui").rglob("*.py"), *(_ROOT / "ikm_desktop").rglob("*.py")]
    return "\n".join(one.read_text(encoding="utf-8") for one in files if "sample" not in one.parts)


@cache
def texts_written() -> frozenset[str]:
    """Return every text the program's files hold, bare; of one with values in it each part."""
    texts = _TEXT.findall(_sources())
    parts = {part for text in texts for part in (text, *_VALUE.split(text))}
    return frozenset({*map(_bare, parts), *(_without_marks(part.replace("&&", "&")) for part in parts)})


def _tab_keys() -> set[str]:
    return {f"Ctrl+{number}" for number in range(1, len(TABS) + 1)}


def offered() -> tuple[set[str], set[str]]:
    """Return the titles of what pages have (commands and buttons), and every key that is taken."""
    kinds = (_COMMAND, _AT_THE_FOOT, _BUTTON)
    titles = {title for kind in kinds for title in kind.findall(_sources())}
    return titles, {_as_qt(text) for text in _TEXT.findall(_sources()) if _KEY.fullmatch(text)}


def test_what_the_guide_names_exists() -> None:
    """Menus, commands, buttons, fields and keys: each stands somewhere in the program, written the same."""
    assert unknown(guide(), set(texts_written()), offered()[1] | _tab_keys() | _OF_QT) == []


def test_what_pages_offer_is_in_the_guide() -> None:
    """Each command and button of a page is named, and each key."""
    titles, keys = offered()
    assert len(titles) > 150, "the check sees the pages"
    assert untold(guide(), titles, keys - {"", "Ctrl+Shift+Z"}) == []


def test_every_way_out_of_a_refusal_is_explained() -> None:
    """Each button a message may bear is named where it is told what it does."""
    ways = set(_WAY.findall(_sources()))
    assert len(ways) > 40, "the check sees the refusals"
    assert untold(guide(), ways, ()) == []


def test_the_page_of_all_commands_is_the_list(window: MainWindow) -> None:
    """Row by row, with its key: none is missing, none is left of what is no more."""
    told = {(name, key) for name, key in _ROW.findall(help_text("perintah"))}
    assert told == table_of(window.commands)


def test_the_check_complains() -> None:
    """Of a button that does not exist, a key nobody takes, a command that is not told."""
    pages = {"coba": "Tekan *Terbangkan* (Ctrl+Shift+Q), lalu *Simpan*."}
    assert unknown(pages, {"Simpan"}, {"Ctrl+S"}) == ["coba: Ctrl+Shift+Q", "coba: Terbangkan"]
    assert untold(pages, ["&Simpan…", "Hapus"], ["Ctrl+S"]) == ["Ctrl+S", "Hapus"]
    gone = Command("lama", "&Terbangkan", "Data", lambda: None)
    assert table_of([gone]) - set(_ROW.findall(help_text("perintah"))) == {("Terbangkan", "–")}


def test_the_guide_is_searched(qtbot: QtBot, look: Look) -> None:
    """Words in any order lead to their pages, with a line of each; without any the page is back."""
    page = HelpPage(look, "serahkan-paket", lambda: None)
    qtbot.addWidget(page)
    qtbot.keyClicks(page.search, "kedua paket")
    shown = page.text.toPlainText()
    assert "Serahkan paket: Susulan dan paket kedua" in shown
    assert "Kehadiran" not in shown
    qtbot.keyClicks(page.search, " terbang")
    assert "Tidak ada halaman" in page.text.toPlainText()
    page.search.clear()
    assert page.text.toPlainText().startswith("Serahkan paket")


def test_alt_left_leads_back_through_the_guide(qtbot: QtBot, look: Look) -> None:
    """Page by page, to the first; there it stays."""
    page = HelpPage(look, "beranda", lambda: None)
    qtbot.addWidget(page)
    page.show_name("isi")
    page.show_name("mulai")
    seen = []
    for _ in range(3):
        page.go_back()
        seen.append(page.name)
    assert seen == ["isi", "beranda", "beranda"]


def test_what_is_found_reads_as_a_sentence() -> None:
    """Without the marks of tables and links."""
    found = pages_with("Kecilkan ke A4")
    assert "printer tidak mengenal F4: *Pilih printer lain*, *Kecilkan ke A4*, atau *Simpan PDF*" in found

"""Mnemonics: the letter after "&" that Alt reaches, and how several get letters of their own."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

Lettered = QAction | QAbstractButton | QLabel
"""What bears a text with a mnemonic."""


def plain(text: str) -> str:
    """Return a text as it is read: without its mnemonic, "&&" as the one sign it stands for."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def mnemonic(text: str) -> str:
    """Return the letter after the "&", "" without one."""
    _, found, after = text.replace("&&", "").partition("&")
    return after[:1].lower() if found else ""


def give_letters(ones: Iterable[Lettered], taken: Iterable[str] = ()) -> None:
    """Let each have a letter that no other has and that is not taken, its wished one where that is free."""
    gone = set(taken)
    for one in ones:
        text = one.text()
        letter = mnemonic(text)
        if not letter or letter in gone:
            text, letter = _with_free_letter(text, gone)
            one.setText(text)
        gone.add(letter)


def _with_free_letter(text: str, taken: set[str]) -> tuple[str, str]:
    read = text.replace("&&", "\0").replace("&", "")
    at = next((at for at, sign in enumerate(read) if sign.isalpha() and sign.lower() not in taken), None)
    marked = read if at is None else f"{read[:at]}&{read[at:]}"
    return marked.replace("\0", "&&"), "" if at is None else read[at].lower()


def lettered(page: QWidget) -> list[QAbstractButton | QLabel]:
    """Return what of a page Alt can reach now: buttons and labels in sight that bear a mnemonic."""
    buttons = [
        one
        for one in page.findChildren(QAbstractButton)
        if one.shortcut() == QKeySequence.mnemonic(one.text())  # else the key it has would be lost
    ]
    labels = [one for one in page.findChildren(QLabel) if one.buddy() is not None]
    found: list[QAbstractButton | QLabel] = [*buttons, *labels]
    return [one for one in found if mnemonic(one.text()) and one.isVisibleTo(page)]

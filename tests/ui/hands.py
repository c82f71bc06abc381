"""Two hands on the keyboard: keys go to whatever has the focus, as from a real one, also in dialogs.

A story is a generator that yields what the clerk does or waits for. Each step comes from the event loop that
runs just then, so a dialog that waits for its answer gets the next keys, and nobody tells them where to go.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QDeadlineTimer, QKeyCombination, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


@dataclass(frozen=True, slots=True)
class Press:
    """One key after another: "Ctrl+K", "Return", "Space"."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Type:
    """Letters, digits and signs as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Until:
    """Wait until something shows; told: what, for whoever reads why the story stopped."""

    shows: Callable[[], object]
    told: str


Step = Press | Type | Until
Story = Generator[Step, None, None]

PATIENCE = 30_000  # milliseconds for one wait; two workers share two cores


def press(*keys: str) -> Press:
    """Press keys one after another."""
    return Press(keys)


def play(qtbot: QtBot, window: QWidget, story: Story, *, patience: int = PATIENCE) -> None:
    """Let a story run to its end in a window; what it asserts fails here, and its dialogs are closed."""
    player = _Player(window, story, patience)
    QTimer.singleShot(0, player.go_on)
    qtbot.waitUntil(lambda: player.over, timeout=600_000)
    if player.failed is not None:
        raise player.failed


def focused() -> QWidget:
    """Return what a key would go to."""
    found = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


class _Player:
    def __init__(self, window: QWidget, story: Story, patience: int) -> None:
        self._window = window
        self._story = story
        self._patience = patience
        self._steps: list[Callable[[], None]] = []
        self.over = False
        self.failed: BaseException | None = None

    def go_on(self) -> None:
        """Take the next step once a window has the keyboard."""
        has_keyboard = partial(_has_keyboard, self._window)
        self._wait(Until(has_keyboard, "a window with the keyboard"), self._take)

    def _take(self) -> None:
        if not self._steps:
            step = next(self._story)
            if isinstance(step, Until):
                self._wait(step, self.go_on)
                return
            if isinstance(step, Type):
                self._steps = [partial(_type, step.text)]
            else:
                self._steps = [partial(_press, key) for key in step.keys]
        # In the queue before the key: it may open a dialog, and this call returns when that is closed.
        # Not at once: what the key itself has put into the queue comes first, as with real fingers.
        QTimer.singleShot(1, self.go_on)
        self._steps.pop(0)()

    def _wait(self, step: Until, then: Callable[[], None], since: QDeadlineTimer | None = None) -> None:
        deadline = since or QDeadlineTimer(self._patience)
        try:
            if step.shows():
                then()
            elif deadline.hasExpired():
                self._stop(AssertionError(f"waited in vain for: {step.told}"))
            else:
                QTimer.singleShot(5, lambda: self._wait(step, then, deadline))
        except StopIteration:
            self.over = True
        except BaseException as failed:  # noqa: BLE001 - raised again where the test stands
            self._stop(failed)

    def _stop(self, failed: BaseException) -> None:
        self.failed = failed
        self.over = True
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()


def _has_keyboard(window: QWidget) -> bool:
    """Give the keyboard to the dialog on top, else to the window, as a window manager does.

    Tells whether a key would now go where the clerk looks.
    """
    popup = QApplication.activePopupWidget()
    if popup is not None:
        # The screenless platform gives suggestions the keyboard late, and would take it back in between.
        return QGuiApplication.focusWindow() is popup.windowHandle()
    wanted = QApplication.activeModalWidget() or window
    if QApplication.activeWindow() is not wanted:
        wanted.activateWindow()
        return False
    return QApplication.focusWidget() is not None


def _press(key: str) -> None:
    combination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs leave out that it is a sequence
    assert isinstance(combination, QKeyCombination)
    QTest.keyClick(focused(), combination.key(), combination.keyboardModifiers())


def _type(text: str) -> None:
    QTest.keyClicks(focused(), text)

"""Sisipkan and Buka opname from a refusal: the act that was refused, done with all that must give way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ikm_desktop.errors import Fault, PaperRef, Refusal
from ikm_desktop.goods.insertion import Late
from ikm_desktop.office.acts import Done
from ikm_desktop.reports.late import enter_late, what_gives_way
from ui.common.reason import ReasonDialog
from ui.common.tab import TabContext

INSERT, OPEN_COUNT = "sisipkan", "buka-opname"
_NAMED = 8


class LateEntry(QObject):
    """Remembers what a page tried to enter; what the clerk allows to give way stays allowed for it."""

    def __init__(
        self, context: TabContext, page: QWidget, refuse: Callable[[Refusal | Fault], object]
    ) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._refuse = refuse
        self._enter: Callable[[], Done] | None = None
        self._then: Callable[[Done], object] | None = None
        self._allowed: set[str] = set()
        self._told: Refusal | Fault | None = None

    def remember(self, enter: Callable[[], Done], then: Callable[[Done], object]) -> None:
        """Let this be what is done once others give way."""
        self._enter, self._then, self._allowed = enter, then, set()

    def attempt(self, enter: Callable[[], Done], then: Callable[[Done], object]) -> bool:
        """Do an act and go on with what it made; tell why it cannot be, and return whether it could."""
        self.remember(enter, then)
        try:
            done = enter()
        except (Refusal, Fault) as refused:
            self._told = refused
            self._refuse(refused)
            return False
        then(done)
        return True

    def again(self, told: Refusal | Fault | None) -> bool:
        """Do once more what was refused so; tell whether it was this that was refused."""
        if self._enter is None or self._then is None or told is None or told is not self._told:
            return False
        self.attempt(self._enter, self._then)
        return True

    def push_aside(self, way: str) -> bool:
        """Do the act once more with what gives way, after the clerk has seen it and given a reason.

        Returns whether there was an act to do.
        """
        if self._enter is None or self._then is None or way not in {INSERT, OPEN_COUNT}:
            return False
        self._allowed.add(way)
        try:
            papers = what_gives_way(self._context.office, self._late("-"))
            reason = ReasonDialog.ask(self._page, *_question(papers))
            if reason is None:
                return True
            done, _ = enter_late(self._context.office, self._late(reason))
        except (Refusal, Fault) as refused:
            self._refuse(refused)
            return True
        self._then(done)
        return True

    def _late(self, reason: str) -> Late:
        if self._enter is None:
            raise AssertionError("there is something to enter")
        return Late(
            self._enter, reason, insert=INSERT in self._allowed, open_counts=OPEN_COUNT in self._allowed
        )


def _question(papers: tuple[PaperRef, ...]) -> tuple[str, str, str]:
    """Return title, question and verb of the dialog."""
    named = "\n".join(f"•  {paper} ({paper.party})" if paper.party else f"•  {paper}" for paper in papers)
    if len(papers) > _NAMED:
        named = "\n".join([*named.split("\n")[:_NAMED], f"…  dan {len(papers) - _NAMED} surat lain"])
    question = (
        f"Agar isian ini dapat dicatat pada tanggalnya, {len(papers)} surat dibalik pada harinya sendiri dan "
        f"sesudahnya dicatat ulang dengan nomor yang sama:\n\n{named}\n\n"
        "Surat yang sudah terbit mendapat versi berikutnya. Sesudah ini tidak dapat diubah, hanya dibalik."
    )
    return "Sisipkan", question, f"Sisipkan dan catat ulang {len(papers)} surat"

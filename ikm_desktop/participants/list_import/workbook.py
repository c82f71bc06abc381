"""Reading a workbook that may be hostile: in a child process, with a limit of time and of memory."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any, cast

from ikm_desktop.participants.list_import import refusals
from ikm_desktop.participants.list_import.child import Answer, Refused, serve
from ikm_desktop.participants.list_import.grid import Grid
from ikm_desktop.participants.list_import.kinds import FileKind
from ikm_desktop.participants.list_import.refusals import FileDamaged, ListRefusal, ReadingTooLong

LONGEST = 12  # seconds; the largest honest list that the guard lets through takes three


def read_workbook(path: Path, kind: FileKind, *, seconds: int = LONGEST) -> tuple[Grid, ...]:
    """Return the sheets of a workbook, read in a child process.

    seconds: how long the child may take; then it is ended.
    Raises a ListRefusal: the guard's own, FileDamaged when the child died, ReadingTooLong.
    The program's `__main__` must be importable without doing anything (and call `freeze_support`).
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(
        target=serve, args=(theirs, str(path)), kwargs={"guarded": kind is not FileKind.XLS}, daemon=True
    )
    child.start()
    theirs.close()
    try:
        return _grids(_answer(ours, path.name, seconds), path.name)
    finally:
        ours.close()
        child.kill()
        child.join()
        child.close()


def _answer(ours: Any, file: str, seconds: int) -> Answer:  # noqa: ANN401 - Connection on POSIX, PipeConnection on Windows
    if not ours.poll(seconds):
        raise ReadingTooLong(file=file, seconds=seconds)
    try:
        return cast("Answer", ours.recv())
    except (EOFError, OSError) as error:
        raise FileDamaged(file=file, detail="pembacanya berhenti mendadak") from error


def _grids(answer: Answer, file: str) -> tuple[Grid, ...]:
    """Return the grids, or raise the refusal that the child sent by name."""
    if isinstance(answer, Refused):
        refusal: type[ListRefusal] = getattr(refusals, answer.name)
        raise refusal(file=file, **answer.values)
    return answer

"""Rows of a long list: all their keys, and those pages of rows that were looked at lately."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

from ikm_desktop.errors import Fault
from ikm_desktop.office.book import Office
from ikm_desktop.office.listing import Lines

PAGE = 200
_MOST_PAGES = 30


class PagedRows(Sequence[Any]):
    """Reads as a sequence of rows; None stands for a row that has left the book meanwhile."""

    def __init__(
        self,
        office: Office,
        lines: Lines[Any],
        keys: Sequence[int],
        refused: Callable[[Fault], object] | None = None,
    ) -> None:
        """refused: told why a page cannot be read; its rows are then empty."""
        self._office = office
        self._refused = refused
        self._lines = lines
        self.keys = keys
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Any: ...  # noqa: ANN401 - a row of whatever the list holds
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        """Return a row, its page read where it is not at hand."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        return self._page(place // PAGE)[place % PAGE]

    def __iter__(self) -> Iterator[Any]:
        return (self[at] for at in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return id(self)

    def _page(self, number: int) -> Sequence[Any]:
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(self.keys[number * PAGE : (number + 1) * PAGE])
            if len(self._pages) > _MOST_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page

    def _read(self, keys: Sequence[int]) -> Sequence[Any]:
        """Read a page; one that cannot be read is empty, since Qt may ask for it at any moment."""
        try:
            with self._office.reading() as connection:
                return self._lines.rows(connection, keys)
        except Fault as refusal:
            if self._refused is None:
                raise
            self._refused(refusal)
            return [None] * len(keys)

"""The papers of a preview: what became of each, what is chosen, and the bytes that would be printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.papers.archive import file_name, issued_bytes
from ikm_desktop.papers.printers import Printer
from ikm_desktop.papers.story import PaperStory
from ikm_desktop.reports.choices import NO_CHOICE, Choices


@dataclass(slots=True)
class ShownPapers:
    """One paper, or several to be printed one after another.

    at: which of them is on screen; stories: by paper; choices: for drafts, by paper; renews: whether the
    next version of the one paper is shown as a draft; version: an earlier one that is looked at, else None.
    """

    office: Office
    papers: tuple[int, ...]
    at: int = 0
    stories: dict[int, PaperStory] = field(default_factory=dict)
    choices: dict[int, Choices] = field(default_factory=dict)
    renews: bool = False
    version: int | None = None

    @property
    def paper(self) -> int:
        """The paper on screen."""
        return self.papers[self.at]

    @property
    def story(self) -> PaperStory:
        """What became of the paper on screen."""
        return self.stories[self.paper]

    @property
    def are_several(self) -> bool:
        """Whether there is more than one paper."""
        return len(self.papers) > 1

    def read(self) -> None:
        """Read what became of them. Raises NotFound."""
        from ikm_desktop.reports.printing import stories

        self.stories = {one.paper.id: one for one in stories(self.office, self.papers)}

    def drafts(self) -> list[int]:
        """Return the papers that are to be issued: drafts, and the one whose next version is made."""
        return [paper for paper in self.papers if self.renews or not self.stories[paper].is_issued]

    def issuing(self, changed: str) -> Callable[[], Done]:
        """Return the act that issues the drafts as they are shown. changed: what the next version changes."""
        from ikm_desktop.reports.issuing import issue

        return partial(issue, self.office, papers=self.drafts(), choices=dict(self.choices), changed=changed)

    def bytes_of(self, paper: int, *, as_copy: bool, printer: Printer) -> bytes:
        """Return what would be printed of a paper: draft, original as the printer takes it, or copy.

        May be asked on any thread. Raises what drawing and the archive raise.
        """
        from ikm_desktop.reports import printing
        from ikm_desktop.reports.issuing import next_version, preview

        chosen = self.choices.get(paper, NO_CHOICE)
        if self.renews:
            return next_version(self.office, paper=paper, choices=chosen)
        if not self.stories[paper].is_issued:
            return preview(self.office, paper=paper, choices=chosen)
        if self.version is not None:
            with self.office.reading() as connection:
                return issued_bytes(connection, paper, self.version)
        if as_copy:
            return printing.salinan(self.office, paper=paper)
        return printing.original(self.office, paper=paper, printer=printer)

    def counts(self, shown: int) -> Sequence[int]:
        """Return the pages of each paper. shown: those of the one on screen; drafts are taken to be alike."""
        return [
            shown
            if paper == self.paper or not self.stories[paper].is_issued
            else self.stories[paper].versions[-1].pages
            for paper in self.papers
        ]

    def file_name_of(self, paper: int) -> str:
        """Return a name for the file of a paper."""
        story = self.stories[paper]
        return file_name(story.paper, self.version or len(story.versions) or 1)

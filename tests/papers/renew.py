"""Draw the kept looks of the papers anew: `python -m tests.papers.renew [name …]`."""

from __future__ import annotations

import sys

from tests.papers import pages, references


def renew(names: list[str]) -> None:
    """Draw the named papers, or all, and keep their words and pictures."""
    references.FOLDER.mkdir(exist_ok=True)
    for name in names or list(references.PAPERS):
        pdf = references.PAPERS[name]()
        for old in references.FOLDER.glob(f"{name}-?.png"):
            old.unlink()
        references.words_file(name).write_text(references.words_of(pdf), encoding="utf-8")
        for i in range(len(pages.read(pdf))):
            picture = pages.rendered(pdf, references.DPI, i)
            picture.save(references.picture_file(name, i), optimize=True)


if __name__ == "__main__":
    renew(sys.argv[1:])

"""What every test stands on: no screen, closed books, random tests that tell how to repeat themselves."""

import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from hypothesis import settings

from tests.factories import RUN

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadline: two workers share two cores, and a slow moment is no failure.
settings.register_profile("daily", deadline=None, print_blob=True)
# A check that gates others is the same every time.
settings.register_profile("ci", settings.get_profile("daily"), derandomize=True, database=None)
settings.register_profile("long", settings.get_profile("daily"), max_examples=3000)
settings.load_profile("ci" if os.environ.get("CI") else "daily")


def pytest_configure(config: pytest.Config) -> None:
    """Give all workers of this run a folder for what is made once."""
    if not hasattr(config, "workerinput"):
        os.environ[RUN] = folder = tempfile.mkdtemp(prefix="ikm-uji-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


_used: set[sa.Engine] = set()


@sa.event.listens_for(sa.Engine, "engine_connect")
def _note(connection: sa.Connection) -> None:
    _used.add(connection.engine)


@sa.event.listens_for(sa.Engine, "engine_disposed")
def _forget(engine: sa.Engine) -> None:
    # A test of a thousand books would else hold them all, with every statement they compiled.
    _used.discard(engine)


@pytest.fixture(autouse=True)
def _books_are_let_go() -> Iterator[None]:
    """Free the file of a book that a test left open, as the end of a program does.

    From Python 3.13 on a connection that is merely forgotten is warned of, and warnings fail.
    """
    yield
    while _used:
        _used.pop().dispose()

"""What every test stands on: no screen, and random tests that tell how to repeat themselves."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadline: two workers share two cores, and a slow moment is no failure.
settings.register_profile("daily", deadline=None, print_blob=True)
# A check that gates others is the same every time.
settings.register_profile("ci", settings.get_profile("daily"), derandomize=True, database=None)
settings.register_profile("long", settings.get_profile("daily"), max_examples=3000)
settings.load_profile("ci" if os.environ.get("CI") else "daily")

"""`python -m ikm_desktop`: the command line (and, where a screen is, the window)."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the bundle starts its child processes through this door
    from ikm_desktop.cli.main import main

    sys.exit(main())

# The words for working here; CONTRIBUTING.md explains them.

VENV := .venv
PYTHON := $(VENV)/bin/python
# Compiled code is kept, though the machine may say not to: tests start the program over and over.
PYTEST := PYTHONDONTWRITEBYTECODE= QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest

.PHONY: run test check fast-test bench bench-curve mutants faults faults-short screenshots lock clean ready

run: # the program; where there is no screen, the sample office and its papers
	@IKM_VENV=$(VENV) sh packaging/setup.sh run
	@$(PYTHON) packaging/run.py

test: check # all that CI checks; halves, so that what a file's tests share is made once
	$(PYTEST) -n 2 --dist worksteal

check: ready # style, types, imports
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy
	$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-logo

fast-test: ready # what answers within seconds, on one's own change
	$(PYTEST) -n 2 --dist worksteal -m "not slow and not faults"

faults-short: ready # kill, full disk, damage: the short form that `make test` runs too
	$(PYTEST) -m faults

faults: ready # the long form, and the long walks of the ledger's machine
	IKM_FAULTS=long $(PYTEST) -m faults
	IKM_FAULTS=long $(PYTEST) tests/scenarios/test_machine.py tests/scenarios/test_mutants.py

bench: ready # the table of speeds; also as build/bench.json
	$(PYTHON) -m tests.bench

bench-curve: ready # how the acts grow up to a million moves; renews docs/images/bench-curve.svg
	$(PYTHON) -m tests.bench --curve 1000000

mutants: ready # rules taken out one at a time, then every small change in the ledger's arithmetic: docs/mutants.md
	$(PYTHON) -m tests.scenarios.broken_rules --all
	$(PYTHON) -m tests.scenarios.small_changes

screenshots: ready # every screen, light and dark, in three sizes, in build/screenshots/
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.ui.screenshots

lock: ready # requirements.lock from requirements.in; `make lock UPGRADE=--upgrade` takes newer versions
	sh packaging/lock.sh $(UPGRADE)

clean: # what make made; the data folder of the office is elsewhere
	rm -rf build $(VENV)

ready:
	@IKM_VENV=$(VENV) sh packaging/setup.sh test

# demo, test, check, gate, weights, docs: see CONTRIBUTING.md. A clone needs Python 3.11 or newer and nothing else.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo.sqlite

.PHONY: demo test check gate weights docs setup clean

# Reads the examples into a fresh ledger, then compares the tolls of one bombing as six outlets tell it.
demo: $(VENV)/runtime.stamp
	@mkdir -p build && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/accordingto read examples/al-bab examples/shapes --quiet --ledger $(DEMO)
	@echo; echo "== The dead of al-Bab, according to whom =="
	$(BIN)/accordingto claims --place al-bab --ledger $(DEMO) --format table
	@echo; echo "== One report with its marks, and its claims under who says them =="
	$(BIN)/accordingto show northgate-20240415-al-bab --ledger $(DEMO)

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest

# Formatting, lint, types, import rules; then whether what is generated is current.
check: $(VENV)/dev.stamp
	$(BIN)/ruff check src tests eval tools training
	$(BIN)/ruff format --check src tests eval tools training
	$(BIN)/mypy
	$(BIN)/lint-imports
	@for tool in tools/build_*.py; do $(BIN)/python $$tool --check || exit 1; done

# The reader on the dev sides of the corpora against the floors in eval/baseline.json.
gate: $(VENV)/dev.stamp
	$(BIN)/python -m eval.gate

# From the raw corpora to the shipped weights; about two hours on two cores, resumes where it stopped.
weights: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,train]'
	$(BIN)/python -m training.train --out runs/reader
	$(BIN)/python -m training.export runs/reader/settle.pt
	$(BIN)/python -m training.calibrate

docs: $(VENV)/dev.stamp
	$(BIN)/python tools/build_cli_docs.py
	$(BIN)/python tools/build_readme.py

setup: $(VENV)/dev.stamp

clean:
	rm -rf build

# Stamps, so that nothing is installed again unless pyproject.toml has changed. The development
# install holds the runtime too; it is as good for the demo.
$(VENV)/dev.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(VENV)/runtime.stamp $@

$(VENV)/runtime.stamp: pyproject.toml | $(BIN)/python
	@if [ -e $(VENV)/dev.stamp ]; then $(MAKE) --no-print-directory $(VENV)/dev.stamp; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check -e .; fi
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "accordingto needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

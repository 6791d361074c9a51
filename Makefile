# Everything a newcomer types. `make` alone says what there is.

# The first interpreter that is new enough; `make PYTHON=/path/to/python3 ...` names another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
# Tests wait for a third of their time: three workers keep two cores busy.
WORKERS ?= 3
TESTS = $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not soak and not bench"
PIP_INSTALL := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --require-hashes
LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.PHONY: help playground test coverage lint format bench soak golden setup setup-tests messages lock clean

help:  ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | \
		while IFS='|' read -r name words; do printf '  make %-12s %s\n' "$$name" "$$words"; done

playground: setup  ## Play the whole bot in a browser, without Slack (PORT=8701 chooses the port)
	@$(BIN)/python -m bot playground

test: lint  ## Check style, types and imports, then run every test
	$(TESTS)

coverage: lint  ## Do so and see that the tests reach nine tenths of the code (a third longer)
	$(TESTS) --cov --cov-report=term

lint: setup-tests  ## Check style and types only
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

format: setup-tests  ## Lay out the code and mend what can be mended by machine
	$(BIN)/python -m ruff format .
	$(BIN)/python -m ruff check --fix .

bench: setup-tests  ## Measure speed (minutes)
	$(BIN)/python -m pytest tests/benchmarks -m bench --timeout=0 -s

soak: setup-tests  ## Run the long tests (many minutes)
	$(BIN)/python -m pytest -m soak --timeout=0

golden: setup-tests  ## Play the golden year and write down what everybody heard; then read it
	$(BIN)/python -m tests.simulator.golden_year

setup: $(VENV)/.ready  ## Make the virtual environment with what running needs

setup-tests: $(VENV)/.ready-for-tests  ## Add what the tests need

$(VENV)/.ready: requirements.lock
	@test -n "$(PYTHON)" || { echo "Rounds needs Python 3.11 or newer, and none was found."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Rounds needs into $(VENV) ..."
	@$(PIP_INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.ready-for-tests: $(VENV)/.ready tests/requirements.lock
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP_INSTALL) -r tests/requirements.lock
	@touch $@

messages: setup  ## Gather the sentences for translators
	$(BIN)/pybabel --quiet extract --keywords="mark _ plural:1,2" --no-location --sort-output \
		--project=Rounds --omit-header --output=bot/locales/rounds.pot bot handlers storage

lock: setup  ## Choose the newest versions again and write both locks
	$(PYTHON) -m venv $(VENV)/lock
	PIP_DISABLE_PIP_VERSION_CHECK=1 $(VENV)/lock/bin/python -m pip install --quiet uv
	$(VENV)/lock/bin/uv $(LOCK) --upgrade pyproject.toml -o requirements.lock
	$(VENV)/lock/bin/uv $(LOCK) --upgrade --group tests -c requirements.lock -o tests/requirements.lock

clean:  ## Throw away what was built; data/ and .env stay
	rm -rf $(VENV) .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

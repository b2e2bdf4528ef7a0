# Two commands for a new machine (Python >= 3.11, git, make): `make site` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Without a git history the day must be given: make site AS_OF=2026-11-21
DAY := $(if $(AS_OF),--as-of $(AS_OF))
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help site serve check test lint bless demo clean

help: ## What each target does
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# The stamps are newer than the requirements they installed, so a second run installs nothing.
$(VENV)/.runtime: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Bening needs Python 3.11 or newer: make PYTHON=python3.12 site"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

site: $(VENV)/.runtime ## Check, score, verify the releases and build the site into build/site
	@$(BIN)/bening build $(DAY)

serve: $(VENV)/.runtime ## Build the site and show it on http://127.0.0.1:8000
	@$(BIN)/bening serve $(DAY)

check: $(VENV)/.runtime ## Check every record
	@$(BIN)/bening check $(DAY)

test: $(VENV)/.dev ## Unit tests, cases and golden tree (no browser needed)
	@$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

lint: $(VENV)/.dev ## Style, types and import borders
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bless: $(VENV)/.dev ## Accept the present output as the golden tree (look at the diff before you commit it)
	@$(BIN)/python -m tests.bless

demo: $(VENV)/.dev ## Make the synthetic agency of this repository again
	@$(BIN)/python -m tests.remake_demo

clean: ## Remove what was built
	rm -rf build $(VENV)

# After a change of pyproject.toml: the three hashed requirements files, made with uv (not needed otherwise).
UV_COMPILE := uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-strip-extras pyproject.toml
.PHONY: requirements
requirements: ## Resolve the dependencies again (needs uv)
	$(UV_COMPILE) --universal --extra build -o requirements.txt
	$(UV_COMPILE) --universal --extra build --extra dev -c requirements.txt -o requirements-dev.txt
	$(UV_COMPILE) --resolution lowest-direct -o build/lowest-runtime.txt
	$(UV_COMPILE) --extra build --extra dev -c build/lowest-runtime.txt -o requirements-lowest.txt

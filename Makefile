# Stafettbot. `make help` lists what there is to say.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
.DEFAULT_GOAL := help
.PHONY: help run test check fast nightly format words docs requirements bench bench-quick clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: .setup/run .setup/web ## run the product: bot on :3978, sandbox on :3979
	@$(BIN)/stafett try

test: .setup/run .setup/test .setup/web ## everything that CI runs
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

check: .setup/run .setup/test .setup/web ## format, lint, types, import contracts
	@$(BIN)/ruff format --check --quiet . && echo "format: as it should be"
	@$(BIN)/ruff check --quiet . && echo "ruff: nothing to say"
	@node_modules/.bin/pyright --warnings
	@$(BIN)/lint-imports --no-logo

fast: .setup/run .setup/test ## the tests without the browser
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser"

nightly: .setup/run .setup/test ## kill the bots 1 000 times under load, on both engines (an hour or two)
	@$(BIN)/python -m tests.killed.nightly --kills 1000

format: .setup/test ## write the code the way ruff likes it
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --quiet --fix .

words: .setup/run ## take the cards' words into the catalogues
	@$(BIN)/stafett words

docs: .setup/run ## write docs/dialogs.md and the manifest from the dialogs
	@$(BIN)/stafett docs && $(BIN)/stafett manifest write

bench: .setup/run .setup/test ## turns beside three SDKs, and with a million entries (an hour)
	@$(BIN)/python -m bench run

bench-quick: .setup/run .setup/test ## turns beside three SDKs (some minutes)
	@$(BIN)/python -m bench quick

requirements: .setup/test ## compile requirements/*.in into pinned, hashed files
	@for f in run test node; do uv pip compile -q --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header requirements/$$f.in -o requirements/$$f.txt; done

clean: ## remove what set-up made (data/ stays)
	rm -rf .venv .setup node_modules build *.egg-info

.setup/venv:
	@echo "Set-up 1 of 3: a Python environment in $(VENV)"
	@$(PYTHON) -c 'import sys; v=sys.version_info[:2]; sys.exit(0 if (3,11) <= v < (3,14) else "Stafettbot needs Python 3.11, 3.12 or 3.13; this is %d.%d" % v)'
	@$(PYTHON) -m venv $(VENV)
	@mkdir -p .setup && touch $@

.setup/run: .setup/venv requirements/run.txt pyproject.toml
	@echo "Set-up 2 of 3: the packages of requirements/run.txt, pinned and hashed"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $@

.setup/test: .setup/run requirements/test.txt
	@echo "Set-up for tests: the packages of requirements/test.txt"
	@$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements/test.txt
	@touch $@

.setup/web: .setup/venv package.json package-lock.json requirements/node.txt
	@echo "Set-up 3 of 3: the web client's packages"
	@command -v npm >/dev/null || $(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements/node.txt
	@npm ci --loglevel=error
	@touch $@

# Every task of the project. Needs python3 (3.11 or later), git and make; the rest goes into .venv.

PYTHON ?= python3
export PYTHON
# Arguments for the tool behind a target, for example: make test ARGS=tests/measure
ARGS ?=

BIN := .venv/bin
STEP := @.ci/step
SITE := build/site/internal/index.html

.DEFAULT_GOAL := help
.PHONY: help site serve check test lint types bench lock clean ci install-run install-dev
.PHONY: adopt identity propose comment keep

help: ## show this table
	@echo "make <target>"
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' Makefile

site: install-run ## check the data, write the reports, build the site
	$(STEP) "check the data" $(BIN)/reportgen check
	$(STEP) "write the reports" $(BIN)/reportgen generate
	$(STEP) "build the site" $(BIN)/reportgen build
	@echo
	@echo "The site is in $(SITE)"
	@echo "Open that file in a browser, or run: make serve"

serve: install-run ## show the site in a browser and follow every change
	@$(BIN)/reportgen serve $(ARGS)

check: install-run ## check report_data/ and list every problem
	@$(BIN)/reportgen check $(ARGS)

test: install-dev ## run the tests; ARGS=tests/measure runs a part, without coverage
	$(STEP) "test" $(BIN)/python -m pytest --numprocesses=auto $(or $(ARGS),--cov)

lint: install-dev ## check style, layout and the direction of imports
	$(STEP) "style" $(BIN)/ruff check
	$(STEP) "layout" $(BIN)/ruff format --check
	$(STEP) "direction of imports" $(BIN)/lint-imports --no-logo --cache-dir .cache/imports

types: install-dev ## check the types
	$(STEP) "types" $(BIN)/mypy

bench: install-dev ## measure, and write docs/benchmarks.md; ARGS=2026-11-22 is the day of the run
	$(STEP) "benchmarks" .ci/bench $(ARGS)

lock: install-dev ## write requirements*.txt from pyproject.toml; ARGS=--upgrade for new versions
	$(STEP) "lock" .ci/lock $(ARGS)

ci: ## everything that must hold before a merge
	@.ci/run

clean: ## remove what was built and the caches; .venv stays
	rm -rf build .cache .hypothesis .coverage .coverage.* *.egg-info

install-run:
	$(STEP) "install what reportgen needs" .ci/install run

install-dev:
	$(STEP) "install what developers need" .ci/install dev
	$(STEP) "install what tests run with node" .ci/install-node

# Steps of the workflows in .github/; what comes from a change is given as an environment variable.

adopt:
	$(STEP) "take the data of the change" .ci/adopt "$$CHANGE"

identity:
	$(STEP) "tell git who this is" .ci/identity

propose:
	$(STEP) "open a pull request" .ci/propose

comment:
	$(STEP) "comment on the pull request" .ci/comment "$$NUMBER" "$$TEXT"

keep:
	$(STEP) "keep what is new" .ci/keep "$$FOLDER" "$$MESSAGE"

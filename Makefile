# For developers; everything here is a command that can be typed by hand.
PYTHON ?= python3
RUN = $(PYTHON) manage.py
.DEFAULT_GOAL := help
.PHONY: help demo check test faults lock messages format axe-all upgrade-dump clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

demo: ## the demonstration, on this machine only
	@$(RUN) demo

check: ## every gate: format, lint, imports, types, templates, migrations, deploy, translations, locks
	@$(RUN) check_all

test: ## every test: both databases, browser, production processes
	@$(RUN) test

FAULTS = workers "workers --after-crash=ask" broker server speed
ANSWERS = "last_place --answers=500 --seats=30 --rounds=20" "scanners --links=10000" \
	"waiting_browser --links=50 --seconds=30" "database_killed --answers=3000 --kills=5" "answer_rate --seconds=60"
faults: ## the fault scripts at full size, 10,000 letters among them, on PostgreSQL and Redis (NUMBER=10000)
	@for words in $(FAULTS); do echo "== outbox_$$words"; \
	.venv/bin/python -m benchmarks.faults.outbox_$$words --number $(or $(NUMBER),10000) || failed=1; done; \
	for words in $(ANSWERS); do echo "== $$words"; .venv/bin/python -m benchmarks.faults.$$words || failed=1; done; \
	exit $${failed:-0}

axe-all: ## accessibility of every page in every combination of width, scheme and language
	@AXE_ALL=1 $(RUN) test -m browser tests/journeys

format: ## put code in its form
	@$(RUN) check_all --fix formatting lint

messages: ## find texts, keep locale/ in step, say what is not translated (FILL="one.json two.json" adds)
	@$(RUN) messages $(if $(FILL),--fill $(FILL))

lock: ## the locked lists of packages, from pyproject.toml
	@.venv/bin/python requirements/lock.py

upgrade-dump: ## a small database of each kind as this stage leaves it, for tests/upgrade (NAME=stage)
	@.venv/bin/python -m tests.upgrade.making $(NAME)

clean: ## throw away the environment and what was made; the database in var/ stays
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis

# For developers; everything here is a command that can be typed by hand.
PYTHON ?= python3
RUN = $(PYTHON) manage.py
.DEFAULT_GOAL := help
.PHONY: help demo check test lock messages format axe-all clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: ## the demonstration, on this machine only
	@$(RUN) demo

check: ## every gate: format, lint, imports, types, templates, migrations, deploy, translations, locks
	@$(RUN) check_all

test: ## every test: both databases, browser, production processes
	@$(RUN) test

axe-all: ## accessibility of every page in every combination of width, scheme and language
	@AXE_ALL=1 $(RUN) test -m browser tests/journeys

format: ## put code in its form
	@$(RUN) check_all --fix formatting lint

messages: ## find texts, keep locale/ in step, say what is not translated (FILL="one.json two.json" adds)
	@$(RUN) messages $(if $(FILL),--fill $(FILL))

lock: ## the locked lists of packages, from pyproject.toml
	@.venv/bin/python requirements/lock.py

clean: ## throw away the environment and what was made; the database in var/ stays
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The deeds of the house. `make` alone prints them; each is a script that also runs without make.

.DEFAULT_GOAL := help
.PHONY: help setup run test check deep bench bench-scale bench-organiser demo letters approve css bundle routes catalogs lock clean
VENV := .venv/bin

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## system packages, Python libraries, catalogues
	@sh scripts/setup.sh

run: ## the whole city on http://127.0.0.1:8000, with demo people
	@sh scripts/run.sh

test: ## every check and the whole suite, on both databases and in a browser
	@sh scripts/test.sh

check: ## style, types, walls, templates, catalogues: no test run
	@sh scripts/test.sh check

deep: ## the long tests, before a release
	@sh scripts/setup.sh --dev
	$(VENV)/python -m pytest -n 2 --db sqlite -m deep
	$(VENV)/python -m pytest -n 2 --db postgres -m "deep or once"

bench: ## measure, and write docs/benchmarks.md
	@sh scripts/setup.sh --dev
	$(VENV)/python -m bench

bench-scale: ## the same pages with 1,000 to 1,000,000 notices, into docs/benchmarks-scale.md
	@sh scripts/setup.sh --dev
	$(VENV)/python -m bench.scale

bench-organiser: ## requests and bytes of a filing, memory of large files, into docs/benchmarks-organiser.md
	@sh scripts/setup.sh --dev
	$(VENV)/python -m bench.organiser

demo: ## fill an empty database with the demo city
	@sh scripts/setup.sh
	$(VENV)/veche demo

letters: ## specimens of every letter into out/letters, to be looked at
	@sh scripts/setup.sh
	$(VENV)/python -m letters.specimens out/letters

approve: ## write the pictures that letters are compared with anew; look at each it names
	@sh scripts/setup.sh --dev
	$(VENV)/python -m tests.support.pictures

css: ## compile the style sheet (needs npm; the result is committed)
	@sh scripts/css.sh

bundle: ## pack it for a machine without network, into out/bundle
	@sh scripts/bundle.sh

routes: ## every address, with the action that guards it
	@$(VENV)/veche routes

catalogs: ## find new texts, merge them into the catalogues, compile
	$(VENV)/python scripts/catalogs.py extract
	$(VENV)/python scripts/catalogs.py compile

lock: ## renew both locks from pyproject.toml (needs uv)
	@sh scripts/lock.sh

clean: ## forget caches and built things; data in VECHE_HOME stays
	rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

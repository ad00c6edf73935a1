# Every command a person needs. `make` lists them; each does its own set-up, which is instant the second time.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules
# Commands start each other as processes: what is compiled once is kept, whatever the shell says (seconds a process).
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
UV_VERSION := 0.13.9
PY := .venv/bin/python
UV = $(PY) -m uv --quiet $(shell test -w "$$HOME" || echo --no-cache)
CATALOGS := $(wildcard greening/translations/*/LC_MESSAGES/messages.po)

.PHONY: help setup demo run test test-slow spark check bench translations rules dev chromium

help:  ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/runtime $(CATALOGS:.po=.mo)  ## What running needs: .venv with the pinned packages, translations

demo: setup  ## An invented organisation: sample records imported, judged and served (ARGS=--no-serve ends after the summary)
	@$(PY) -m greening demo $(ARGS)

run: setup  ## Your own installation: pages and background work (ARGS="--port 8080")
	@$(PY) -m greening serve --with-jobs $(ARGS)

test: dev chromium  ## Every test but the slow ones, on a PostgreSQL and a Valkey of its own (ARGS="-k phones")
	@$(PY) -m pytest -n auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder $(ARGS)

test-slow: dev chromium $(if $(shell command -v java),.venv/spark)  ## The tests that take long: kills, concurrency, every page in every size
	@$(PY) -m pytest -m slow $(ARGS)

spark: .venv/spark  ## What `match --engine spark` needs: pyspark, 800 MB (Java 17 comes from the system)

check: dev  ## Style, types, import contracts, complete translations
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -c 'from importlinter.cli import lint_imports_command as check; check()'
	@$(PY) .ci/translations.py check

bench: dev  ## Speed and quality beside peers, quick (ARGS= for the full length)
	@set -e; for file in benchmarks/[a-z]*.py; do $(PY) -m benchmarks.$$(basename $$file .py) $(ARGS); done
bench: ARGS ?= --quick

translations: dev  ## Collect new texts into the catalogs
	@$(PY) .ci/translations.py update
	@$(PY) .ci/translations.py compile

rules: setup  ## Write docs/rules.md anew from the catalog
	@$(PY) -m greening rules > docs/rules.md

dev: .venv/dev $(CATALOGS:.po=.mo)

chromium:
	@command -v chromium >/dev/null || test "$$(id -u)" != 0 || ! test -e /etc/debian_version || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; } || \
	  echo "no Chromium could be installed: browser tests will be skipped" >&2

.venv/uv:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	@"$(PYTHON)" -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-warn-script-location uv==$(UV_VERSION)
	@touch $@

.venv/runtime: requirements.txt | .venv/uv
	@echo "installing the pinned packages" >&2
	@$(UV) pip install --python $(PY) --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt | .venv/runtime
	@echo "installing the pinned packages for tests and checks" >&2
	@$(UV) pip install --python $(PY) --require-hashes -r requirements-dev.txt
	@touch $@

.venv/spark: requirements-spark.txt | .venv/dev
	@echo "installing the pinned packages for Spark" >&2
	@$(UV) pip install --python $(PY) --require-hashes -r requirements-spark.txt
	@touch $@

%.mo: %.po | .venv/runtime
	@$(PY) .ci/translations.py compile

# The verbs. `make` alone explains them. Works with GNU make 3.81 (macOS) and later.

PORT ?= 8000
PY := .venv/bin/python
# A moved or copied folder is set up anew: .venv holds absolute paths.
HERE := $(shell pwd | cksum | cut -d ' ' -f 1)
SITE_READY := .venv/site-$(HERE)
TEST_READY := .venv/test-$(HERE)

.DEFAULT_GOAL := help
.PHONY: help serve test build check numbers bench lock clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "  make %-9s %s\n", $$1, $$2 }'

serve: $(SITE_READY)  ## build, serve on 127.0.0.1:8000 (PORT=… for another), show edits as they are saved
	@exec $(PY) -m scripts.serve --port $(PORT)

test: check build  ## check, build, run all tests
	$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile

build: $(SITE_READY)  ## build the site into ./site; a failing build leaves the old one
	$(PY) -m scripts.build

check: $(TEST_READY)  ## lint, format, types, data
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m scripts.checks

numbers: $(SITE_READY)  ## rewrite the numbers in pages whose record has changed, and show what changed
	$(PY) -m scripts.numbers

bench: $(SITE_READY)  ## how long a build takes, beside the least that this machine needs
	@$(PY) -m scripts.bench

lock:  ## pin the packages that pyproject.toml names (UPGRADE=--upgrade for newer ones)
	@test -x $(PY) || sh scripts/setup.sh site
	$(PY) -m pip install --quiet uv
	$(PY) -m uv pip compile $(LOCK) pyproject.toml -o requirements.txt
	$(PY) -m uv pip compile $(LOCK) pyproject.toml --extra test -c requirements.txt -o requirements-test.txt

clean:  ## delete what the build makes (the last part of .gitignore); .venv stays
	rm -rf $$(sed -e '1,/^# What the build makes/d' -e 's|^/||' .gitignore)

# One lock for all systems and Pythons; no address in it.
LOCK = --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock" $(UPGRADE)

$(SITE_READY): requirements.txt pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh site
	@touch $@

$(TEST_READY): requirements-test.txt $(SITE_READY)
	@sh scripts/setup.sh test
	@touch $@

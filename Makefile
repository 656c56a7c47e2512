# `make demo` and `make test` are all a newcomer needs; both begin with `make setup`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up

.PHONY: setup demo test lint lock sbom clean

setup: $(STAMP)

# (Setuptools warns of every editable install; PYTHONWARNINGS keeps that from looking like a fault.)
# The stamp is older than the lock file or the package's own file: install again.
$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $(STAMP)

demo: setup
	$(BIN)/parks demo $(ARGS)

# Tests with a browser, systemd, nginx or PostgreSQL skip, and say so, where these are missing.
test: setup
	@./.ci/system-packages
	$(BIN)/python -m pytest $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Pin every package with its hashes; the file names no index. Needs uv.
lock:
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	  --no-header --all-extras --output-file requirements.lock pyproject.toml

# The bill of materials of the lock file as CycloneDX. Needs cyclonedx-bom.
SBOM ?= sbom.json
sbom:
	$(BIN)/cyclonedx-py requirements --of JSON --output-reproducible -o $(SBOM) requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache

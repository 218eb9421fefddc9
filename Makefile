# Two commands do everything: `make demo` and `make test`. Nothing is written outside this folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests start the program hundreds of times: its bytecode is kept, whatever the shell says.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test test-slow check format golden install clean lock

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-cache-dir --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-cache-dir --no-deps --no-build-isolation -e .
	touch $@

demo: $(STAMP)
	@$(BIN)/python -m digest.cli.demo

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

test: $(STAMP)
	$(BIN)/python -m pytest -m "not slow" -n 2 --dist worksteal

test-slow: $(STAMP)
	$(BIN)/python -m pytest -m slow -n 2 --dist loadfile --no-loadscope-reorder

# The mails that tests/golden holds, and their pictures, as the program makes them now: look at the difference.
golden: $(STAMP)
	$(BIN)/python -m tests.golden.golden

# Needs uv; names versions and hashes, no registry.
lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header -o requirements.lock

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

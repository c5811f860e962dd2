# Two commands matter: `make demo` and `make test`. Everything else is for those who develop.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: env demo test check bench lock browser durability spark-env clean

env: $(STAMP)

$(STAMP): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tryggve needs Python 3.11 or later; this is $$($(PYTHON) --version). Say which to use: make PYTHON=python3.11"; exit 1; }
	@test -x $(BIN)/python || { echo "Making the environment in $(VENV) ..."; $(PYTHON) -m venv $(VENV); }
	@echo "Installing the locked packages (about a minute the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/tryggve demo

test: $(STAMP)
	@$(BIN)/python -m pytest -q -n 2 -m "not browser and not postgres and not spark and not durability"

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tryggve.web.manage makemigrations --check --dry-run
	$(BIN)/python -m tryggve.web.manage check --fail-level WARNING

browser: $(STAMP)
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m browser

# With TRYGGVE_TEST_POSTGRES=postgresql://user:password@host/database on PostgreSQL too; each test makes its own there.
durability: $(STAMP)
	$(BIN)/python -m pytest -q -n 2 -m "durability or postgres" tests/durability

bench: $(STAMP)
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.pages

spark-env: $(STAMP)
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.lock
	.venv-spark/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
lock:
	$(LOCK) requirements/build.in pyproject.toml -o requirements/core.lock
	$(LOCK) --extra web --extra report --extra postgres --group test --group browser --group lint requirements/build.in pyproject.toml -o requirements/dev.lock
	$(LOCK) --extra spark --extra web --group test requirements/build.in pyproject.toml -o requirements/spark.lock

clean:
	rm -rf $(VENV) var

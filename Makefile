# Two commands are enough: "make run" and "make test". Both make .venv first where it is missing.
#
#   make run      scan the sample statutes, print the findings, write findings.xlsx
#   make test     run the tests
#   make lint     format, style, types, architecture
#   make serve    open the app (make serve DB=findings.db for a store of your own)
#   make clean    remove .venv, caches and what "make run" wrote
#
# Variables
#   PYTHON        the interpreter to make .venv with (3.11 or newer)
#   TORCH_INDEX   address of a package index with CPU builds of torch, needed on most Linux machines (README, "Installation")
#   ALLOW_GPU=1   accept the GPU packages that come with the usual Linux build of torch (several GB)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
STAMP := $(VENV)/stamp
DB ?=

.PHONY: run test lint serve clean install dev
.DELETE_ON_ERROR:

run: $(STAMP)-install
	@status=0; $(BIN)/medienbruch scan corpus --format table || status=$$?; \
	 $(BIN)/medienbruch scan corpus --output findings.xlsx || status=$$?; exit $$status
	@echo
	@echo "Die Liste liegt in findings.xlsx.  Oberfläche: make serve.  Tests: make test."
	@echo "The list is in findings.xlsx.  App: make serve.  Tests: make test."

test: $(STAMP)-dev
	$(BIN)/python -m pytest -q

lint: $(STAMP)-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: $(STAMP)-install
	$(BIN)/medienbruch serve $(if $(DB),--db $(DB))

install: $(STAMP)-install
dev: $(STAMP)-dev

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist findings.xlsx
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP)-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	 { echo "Python 3.11 oder neuer ist nötig: make PYTHON=python3.12 … / Python 3.11 or newer is needed."; exit 2; }
	@echo "Richte .venv ein; beim ersten Mal dauert das einige Minuten. / Setting up .venv; the first time takes minutes."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install -qq --upgrade "pip>=25.1"
	@touch $@

# torch first and alone: the usual Linux build draws in gigabytes of GPU packages that nothing here uses.
$(STAMP)-torch: $(STAMP)-venv
ifdef TORCH_INDEX
	@echo "torch (CPU) …"
	@$(PIP) install -qq --constraint constraints.txt --extra-index-url "$(TORCH_INDEX)" torch
else
	@echo "torch (CPU) …"
	@if [ -z "$(ALLOW_GPU)" ] && \
	   $(PIP) install -qq --dry-run --report - --constraint constraints.txt torch | grep -Eq '"name": *"(nvidia|cuda|triton)'; then \
	   echo "torch brächte hier mehrere GB GPU-Pakete mit. Abhilfe: make $(MAKECMDGOALS) TORCH_INDEX=<Adresse des CPU-Index von PyTorch>,"; \
	   echo "siehe README, Abschnitt „Installation“. Wer die Pakete will: make $(MAKECMDGOALS) ALLOW_GPU=1"; \
	   echo "torch would bring several GB of GPU packages along: give TORCH_INDEX=<address of PyTorch's CPU index>, see README."; \
	   exit 2; fi
	@$(PIP) install -qq --constraint constraints.txt torch
endif
	@touch $@

$(STAMP)-install: $(STAMP)-torch pyproject.toml constraints.txt
	@echo "medienbruch …"
	@$(PIP) install -qq --constraint constraints.txt --editable .
	@touch $@

$(STAMP)-dev: $(STAMP)-install
	@echo "Werkzeuge für Tests … / test tools …"
	@$(PIP) install -qq --constraint constraints.txt --group dev
	@touch $@

# Two commands matter: `make demo` and `make test`. Both do all the set-up they need.
VENV ?= .venv
BIN := $(VENV)/bin
# Programs that the tests run for real: the mail server, the converters, the browser.
TEST_PACKAGES := dovecot-imapd libreoffice-writer-nogui libreoffice-calc-nogui libarchive13 unar p7zip-full fonts-noto-cjk chromium
.DEFAULT_GOAL := help

help:
	@echo "make demo      a whole run on the built-in sample mailbox: no server, no password"
	@echo "make test      lint, types, tests, and the built wheel started once"
	@echo "make accuracy  how well forms are read: right, flagged, wrong, missed"
	@echo "make fuzz      look for files and mails that break a reader (minutes)"
.PHONY: help demo test lint types check-wheel accuracy fuzz packages

$(VENV)/ready: pyproject.toml .ci/constraints.txt
	sh .ci/setup-python $(VENV)
	$(BIN)/pip install --quiet --constraint .ci/constraints.txt --editable .
	touch $@

$(VENV)/dev: pyproject.toml .ci/constraints.txt
	sh .ci/setup-python $(VENV)
	$(BIN)/pip install --quiet --constraint .ci/constraints.txt --editable '.[dev,ocr]'
	touch $@ $(VENV)/ready

demo: $(VENV)/ready
	$(BIN)/mailbot demo

packages:
	sh .ci/install-packages $(TEST_PACKAGES)

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev
	$(BIN)/mypy

check-wheel: $(VENV)/dev
	sh .ci/check-wheel $(VENV)

test: packages $(VENV)/dev lint types check-wheel
	$(BIN)/pytest --numprocesses auto

accuracy: $(VENV)/dev
	$(BIN)/python benchmarks/accuracy.py
	$(BIN)/python benchmarks/accuracy.py --held-out

fuzz: $(VENV)/dev
	$(BIN)/python -m tests.fuzz.run

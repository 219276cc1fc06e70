# Two commands matter: `make demo` and `make test`. Both do all the set-up they need.
VENV ?= .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help

help:
	@echo "make demo   a whole run on the built-in sample mailbox"
	@echo "make test   lint, types, tests, and the built wheel started once"
.PHONY: help

$(VENV)/dev: pyproject.toml .ci/constraints.txt
	sh .ci/setup-python $(VENV)
	$(BIN)/pip install --quiet --constraint .ci/constraints.txt --editable '.[dev,ocr]'
	touch $@

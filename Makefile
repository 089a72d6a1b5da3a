PY := .venv/bin/python
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: run test lint format bench index evaluate browser screenshots fit ablation clean

run: index ## set up, index, serve, open the page
	$(PY) scripts/run.py

test: $(STAMP) browser ## the default suite
	$(BIN)/pytest -q

lint: $(STAMP)
	$(BIN)/ruff check --no-cache assistant tests scripts
	$(BIN)/ruff format --check assistant tests scripts
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix -q assistant tests scripts || true
	$(BIN)/ruff format -q assistant tests scripts

index: $(STAMP)
	$(BIN)/assistant index

evaluate: index
	$(BIN)/assistant evaluate

fit: index ## the decision to answer, on the development questions
	$(PY) scripts/fit_decision.py

ablation: index ## beside the peers, and without each idea, on the test questions
	$(PY) scripts/ablation.py --split test

bench: index
	$(PY) scripts/bench.py

screenshots: index browser ## the pictures of the README
	$(PY) scripts/screenshots.py

browser:
	sh scripts/install-browser.sh

$(STAMP): pyproject.toml requirements.lock
	test -x $(PY) || python3 -m venv .venv
	$(PY) -m pip install -q --disable-pip-version-check -c requirements.lock torch==2.13.0
	$(PY) -m pip install -q --disable-pip-version-check -c requirements.lock -e '.[dev]'
	touch $(STAMP)

clean:
	rm -rf .venv index .mypy_cache .ruff_cache .pytest_cache

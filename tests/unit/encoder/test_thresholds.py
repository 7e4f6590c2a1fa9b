"""Numbers that belong to one encoder."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.errors import ConfigurationError
from encoder import thresholds
from encoder.folders import file_for
from encoder.local import LocalEncoder
from encoder.thresholds import Thresholds, load_thresholds, thresholds_file, write_thresholds

NUMBERS = Thresholds(
    encoder="model:0@12ab34cd",
    danger=0.3,
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(thresholds, "FOLDER", tmp_path)
    load_thresholds.cache_clear()
    yield
    load_thresholds.cache_clear()


def test_an_encoders_files_lie_in_a_folder_of_its_name_whatever_its_content() -> None:
    assert file_for(Path("heads"), "model:0@12ab34cd", "x.npz") == file_for(Path("heads"), "model:0@00000000", "x.npz")
    assert file_for(Path("heads"), "model:0@12ab34cd", "x.npz") == Path("heads/model-0/x.npz")


def test_numbers_read_back() -> None:
    write_thresholds(NUMBERS)
    assert load_thresholds(NUMBERS.encoder) == NUMBERS


def test_numbers_that_nobody_measured_are_missed_with_the_command_that_makes_them() -> None:
    with pytest.raises(ConfigurationError, match=r"model-0/thresholds.json is missing.*python -m training thresholds"):
        load_thresholds(NUMBERS.encoder)


def test_numbers_measured_on_other_content_of_the_encoder_are_refused() -> None:
    write_thresholds(NUMBERS)
    with pytest.raises(ConfigurationError, match="measured for model:0@12ab34cd, not model:0@ffffffff"):
        load_thresholds("model:0@ffffffff")


@pytest.mark.parametrize("change", [{"answers": 7}, {"danger": None}, {"unknown": 1}])
def test_a_broken_file_is_refused(change: dict[str, object]) -> None:
    write_thresholds(NUMBERS)
    path = thresholds_file(NUMBERS.encoder)
    path.write_text(json.dumps(json.loads(path.read_bytes()) | change), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_thresholds(NUMBERS.encoder)


def test_the_local_encoder_has_its_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert load_thresholds(LocalEncoder.name).encoder == LocalEncoder.name

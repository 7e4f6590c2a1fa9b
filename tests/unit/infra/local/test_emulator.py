"""The emulator's process, its ports and its credentials."""

import socket
from pathlib import Path

import pytest

from contracts.errors import ConfigurationError
from infra.local import emulator
from infra.local.emulator import Emulator, check_port
from infra.local.settings import LocalSettings


class TakenSocket:
    """A socket on a machine where every port is in use."""

    def __enter__(self) -> "TakenSocket":
        """Open it."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close it."""

    def setsockopt(self, *options: int) -> None:
        """Take any option."""

    def bind(self, address: tuple[str, int]) -> None:
        """Refuse."""
        raise OSError(98, "Address already in use")


def test_a_port_that_is_taken_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", TakenSocket)
    with pytest.raises(ConfigurationError) as caught:
        check_port(4600, "CURBSIDE_API_PORT")
    assert "port 4600 is in use" in str(caught.value)
    assert "`CURBSIDE_API_PORT=4700 make run`" in str(caught.value)


def test_a_free_port_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TakenSocket, "bind", lambda self, address: None)
    monkeypatch.setattr(socket, "socket", TakenSocket)
    check_port(4600, "CURBSIDE_API_PORT")


def settings_in(folder: Path) -> LocalSettings:
    return LocalSettings.model_validate({"CURBSIDE_STATE": folder})


@pytest.mark.parametrize("content", [None, "", "not a number", "999999999", "1"])
def test_only_a_running_emulator_counts_as_one_that_was_left_behind(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "emulator.pid").write_text(content)
    assert Emulator(settings_in(tmp_path)).orphan() is None


def test_stopping_a_process_that_is_gone_forgets_it(tmp_path: Path) -> None:
    (tmp_path / "emulator.pid").write_text("999999999")
    Emulator(settings_in(tmp_path)).stop(999_999_999)
    assert not (tmp_path / "emulator.pid").exists()


def test_credentials_of_the_emulator_are_made_up() -> None:
    assert emulator.CREDENTIALS["AWS_ACCESS_KEY_ID"] == emulator.CREDENTIALS["AWS_SECRET_ACCESS_KEY"] == "test"

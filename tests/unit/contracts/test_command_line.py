"""How commands end."""

import pytest

from contracts.command_line import exit_code
from contracts.errors import CurbsideError, InvalidInput, Unavailable


def failing(error: CurbsideError) -> None:
    raise error


def test_a_command_that_says_nothing_went_well() -> None:
    assert exit_code(lambda: None) == 0
    assert exit_code(lambda: 3) == 3


def test_an_error_is_named_and_its_code_is_the_commands_choice(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(lambda: failing(Unavailable("bedrock", "Throttled"))) == 1
    assert capsys.readouterr().err == "error: bedrock did not answer: Throttled\n"
    assert exit_code(lambda: failing(InvalidInput("x", "is wrong")), failed=2) == 2
    assert exit_code(lambda: failing(InvalidInput("x", "is wrong")), wrong_input=2) == 2
    assert exit_code(lambda: failing(Unavailable("bedrock", "Throttled")), wrong_input=2) == 1

"""`python -m training`."""

from pathlib import Path

import pytest

from training import __main__ as command
from training.run import Run
from training.tweets import read_labelled, readable


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the steps that ran, each of which says its own."""
    ran = list[str]()

    def note(name: str, run: Run) -> None:
        ran.append(name)
        run.say(f"made with {run.choice}")

    noted = {name: lambda run, name=name: note(name, run) for name in command.STEPS}
    monkeypatch.setattr(command, "STEPS", noted)
    return ran


def test_without_names_everything_is_made_and_progress_says_how_far_it_is(
    steps: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--encoder", "bedrock"]) == 0
    heads = ["intent", "sentiment", "emotion", "danger", "danger_words", "attacks", "documents", "language", "privacy"]
    assert steps == [*heads, "follow_up", "question_space", "judge", "going_on", "thresholds"]
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == ["[1/14] intent", "  made with bedrock"]
    assert lines[-3] == "[14/14] thresholds"


def test_what_is_named_is_made_in_the_order_in_which_it_depends_on_each_other(steps: list[str]) -> None:
    assert command.main(["thresholds", "danger"]) == 0
    assert steps == ["danger", "thresholds"]


def test_a_name_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        command.main(["weather"])
    assert "weather" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["sentiment", "emotion", "danger", "danger_words", "language"])
def test_what_needs_data_says_which(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([name]) == 1
    assert command.main([name, "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("needs the folder sentiment/ of --data DIR") == 2


def test_a_run_that_is_stopped_says_that_it_can_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(run: Run) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "STEPS", {"intent": stop})
    assert command.main([]) == 130
    assert "goes on from there" in capsys.readouterr().err


def test_a_tweet_is_read_as_its_author_saw_it(tmp_path: Path) -> None:
    assert readable(r"@bob \"caf\u00e9\" &amp; more https://t.co/x\nbye") == '@user "café" & more http bye'
    (tmp_path / "val_text.txt").write_text("@bob hi\nbye", encoding="utf-8")
    (tmp_path / "val_labels.txt").write_text("1\n0\n", encoding="utf-8")
    assert read_labelled(tmp_path, "val", ("sad", "glad")) == [("@user hi", "glad"), ("bye", "sad")]

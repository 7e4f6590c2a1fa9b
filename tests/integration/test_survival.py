"""What is left after Ctrl-C, after a hard kill, and after a start that cannot work."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.journal import Journal
from tests.integration.chat import Chat, Conversation
from tests.integration.run import STOP_SECONDS, LocalRun, wait_for

QUESTION = "What does the red brake light mean?"
JOURNAL_SECONDS = 5.0
"""It takes half a second; the rest is for a machine that is busy."""


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory, index: Path) -> Iterator[LocalRun]:
    """A run that only these tests interrupt, kill and start again, always on the same state, with a Bedrock."""
    run = LocalRun(tmp_path_factory.mktemp("mortal"), index)
    try:
        yield run
    finally:
        run.end()


@pytest.fixture
def running(mortal: LocalRun) -> LocalRun:
    """That run, started if it is not running."""
    if not mortal.running:
        mortal.start(BEDROCK="double")
    return mortal


@pytest.fixture
def conversation(running: LocalRun) -> Iterator[Conversation]:
    """A conversation with one answered question."""
    chat = Chat(running)
    with chat.http:
        conversation = chat.start(customer_id="cust-alex")
        conversation.say(QUESTION)
        yield conversation


def assert_it_goes_on(conversation: Conversation, said: list[str]) -> None:
    """The transcript holds what was said, and the token still opens the conversation."""
    assert conversation.texts() == said
    assert len(conversation.transcript().entries) == 2 * len(said)
    answer = conversation.say("How do I pair my phone?")
    assert answer.findings.personalization is not None
    assert answer.findings.personalization.identified
    assert "Hello Alex" not in answer.reply.text, "this is not the first turn of the conversation"


def test_a_conversation_goes_on_after_ctrl_c_and_a_second_start(running: LocalRun, conversation: Conversation) -> None:
    keys = running.keys
    assert running.interrupt() == 0
    assert f"conversations are kept in {running.settings.state}" in running.output
    assert running.left_behind() == []
    running.start(BEDROCK="double")
    assert running.keys == keys
    assert_it_goes_on(conversation, [QUESTION])


def test_a_killed_runner_loses_nothing_and_the_next_start_says_so(
    running: LocalRun, conversation: Conversation
) -> None:
    running.kill(emulator=False)
    conversation.say("How long does rapid charging take?")
    orphan = running.emulator
    running.start(BEDROCK="double")
    assert f"an earlier run was killed; clearing up (process {orphan})" in running.output
    assert running.emulator != orphan
    assert_it_goes_on(conversation, [QUESTION, "How long does rapid charging take?"])


def on_disk(run: LocalRun, conversation: Conversation) -> bool:
    """Whether the journal holds the reply and what the session remembers of it."""
    tables = Journal(run.settings.state / "journal.jsonl").items()
    sessions = [str(item) for item in tables.get("Sessions", {}).values() if conversation.id in str(item)]
    messages = [str(item) for item in tables.get("Conversations", {}).values() if conversation.id in str(item)]
    return any('"turns": 1' in session for session in sessions) and any("#reply" in message for message in messages)


def test_a_killed_emulator_loses_at_most_the_last_second(running: LocalRun, conversation: Conversation) -> None:
    wait_for(lambda: on_disk(running, conversation), JOURNAL_SECONDS, "reply and session are on disk")
    double = running.bedrock
    running.kill(emulator=True)
    wait_for(lambda: len(running.left_behind()) == 1, STOP_SECONDS, "the workers of a killed emulator end, not Bedrock")
    running.start(BEDROCK="double")
    assert running.bedrock != double, "what a killed run left behind makes room"
    assert_it_goes_on(conversation, [QUESTION])


def test_a_run_whose_emulator_dies_says_so_and_ends(running: LocalRun) -> None:
    running.kill_emulator()
    assert running.wait() == 1
    assert "error: the emulator has died; its log is" in running.output


@pytest.mark.parametrize("variable", ["CURBSIDE_API_PORT", "CURBSIDE_PAGE_PORT", "CURBSIDE_COCKPIT_PORT"])
def test_a_port_that_is_in_use_is_named_with_the_variable_that_changes_it(
    stack: LocalRun, tmp_path: Path, index: Path, variable: str
) -> None:
    taken = stack.settings.model_dump(by_alias=True)[variable]
    code, output = outcome(LocalRun(tmp_path / "other", index), **{variable: taken})
    assert code == 1
    assert f"error: port {taken} is in use" in output
    assert f"`{variable}=" in output
    assert "Traceback" not in output


@pytest.mark.parametrize("value", [0, 70_000, -1])
def test_a_port_that_cannot_be_is_named_with_its_variable(tmp_path: Path, index: Path, value: int) -> None:
    code, output = outcome(LocalRun(tmp_path / "other", index), CURBSIDE_API_PORT=value)
    assert code == 1
    assert "error: CURBSIDE_API_PORT: " in output
    assert "Traceback" not in output


def test_a_parameter_of_the_template_that_is_out_of_range_is_named_with_what_it_must_be(
    tmp_path: Path, index: Path
) -> None:
    run = LocalRun(tmp_path / "other", index)
    code, output = outcome(run, CURBSIDE_ROUTING_CANDIDATE="routing/*.json")
    assert code == 1
    assert "error: template.yaml: Parameter 'RoutingCandidate' must be a key such as routing/candidate.json" in output
    assert "Traceback" not in output
    run.end()


def test_a_second_run_on_the_same_state_is_refused(stack: LocalRun, tmp_path: Path, index: Path) -> None:
    code, output = outcome(LocalRun(tmp_path / "other", index), CURBSIDE_STATE=stack.settings.state)
    assert code == 1
    assert f"error: another run uses {stack.settings.state}" in output
    assert "CURBSIDE_STATE=" in output
    assert stack.running


def outcome(run: LocalRun, **changed: int | str | Path) -> tuple[int, str]:
    """Exit code and output of a run that is not expected to come up."""
    process: subprocess.Popen[bytes] = run.launch(**changed)
    return process.wait(60), run.output

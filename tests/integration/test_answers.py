"""Questions and their answers, from HTTP to DynamoDB and back."""

import pytest

from contracts.public import FullAnswer
from contracts.turn import AgentName
from infra.local.settings import ROOT
from knowledge.chunks import split
from knowledge.documents import read_document
from tests.integration.chat import Chat

KNOWLEDGE = ROOT / "infra" / "demo" / "knowledge"
QUESTION = "What does the red brake light mean?"


@pytest.fixture(scope="module")
def answer(chat: Chat) -> FullAnswer:
    """The answer to an ordinary question on a warm stack."""
    chat.warm_up()
    return chat.start().say(QUESTION)


def words(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def test_a_conversation_starts_with_a_greeting_and_suggestions(chat: Chat) -> None:
    conversation = chat.visit()
    assert conversation.greeting
    assert conversation.suggestions


def test_a_conversation_speaks_the_language_it_was_started_in(chat: Chat) -> None:
    greetings = {chat.visit(language=language).greeting for language in ("en", "de", "fr", "es", "it")}
    assert len(greetings) == 5


def test_a_customer_gets_the_reply_with_its_sources_and_the_kind_of_route_and_nothing_that_was_found(
    chat: Chat, answer: FullAnswer
) -> None:
    seen = chat.visit().ask(QUESTION)  # the model refuses any field more
    assert seen.reply == answer.reply
    assert (seen.reply.kind, seen.route.kind, seen.route.queue) == ("answer", "answer", None)
    assert (seen.path, bool(seen.trace_id)) == ("fast", True)


def test_a_question_gets_an_answer_with_citations(answer: FullAnswer) -> None:
    assert answer.route.kind == "answer"
    assert answer.route.reply_with == "passages"
    assert [citation.marker for citation in answer.reply.citations] == [1]  # no other page is about this light
    assert all(f"[{citation.marker}]" in answer.reply.text for citation in answer.reply.citations)
    assert answer.reply.citations[0].source == "warning-lights/brake-system.md"


def test_who_asks_on_is_answered_from_the_page_that_was_quoted(chat: Chat) -> None:
    asked, asked_on = chat.start(), "can I top it up myself?"
    asked.say(QUESTION)
    on_its_own, afterwards = chat.start().say(asked_on), asked.say(asked_on)
    assert [one for one in on_its_own.reply.citations if one.source == "warning-lights/brake-system.md"] == []
    assert afterwards.reply.citations[0].source == "warning-lights/brake-system.md"


def test_each_quote_stands_in_the_document_it_is_cited_from(answer: FullAnswer) -> None:
    for citation in answer.reply.citations:
        document = read_document(citation.source, (KNOWLEDGE / citation.source).read_bytes())
        assert citation.title == document.about.title
        assert citation.section in document.text
        [passage] = [one for one in split(document) if one.id == citation.passage_id]
        assert words(citation.quote) in words(passage.text)


def test_the_spoken_reply_has_no_markers(answer: FullAnswer) -> None:
    assert "[" in answer.reply.text
    assert "[" not in answer.reply.speech


def test_the_answer_shows_what_each_agent_found(answer: FullAnswer) -> None:
    found = answer.findings
    assert found.intent is not None
    assert found.intent.intent == "warning_light"
    assert found.intent.alternatives
    assert found.sentiment is not None
    assert not found.sentiment.safety_critical
    assert found.knowledge is not None
    assert found.knowledge.passages
    assert found.personalization is not None
    assert not found.personalization.identified
    assert answer.missing == ()


def test_the_route_says_why_it_was_taken_and_what_was_next_best(answer: FullAnswer) -> None:
    assert answer.route.rule == "answered_by_knowledge"
    assert answer.route.reason
    assert answer.route.runner_up is not None
    assert answer.route.runner_up.rule != answer.route.rule
    assert answer.route.runner_up.reason


def test_the_answer_says_how_long_each_step_took_and_that_it_cost_nothing(answer: FullAnswer) -> None:
    assert set(answer.timing_ms.agents) == {"encode", *AgentName}
    assert all(0 < took <= answer.timing_ms.total for took in answer.timing_ms.agents.values())
    assert answer.cost_usd == 0
    assert answer.path == "fast"
    assert answer.trace_id


def test_a_known_customer_is_greeted_by_name_once_and_told_what_is_due(chat: Chat) -> None:
    conversation = chat.start(customer_id="cust-alex")
    first = conversation.say("I want to book a service")
    assert first.reply.text.startswith("Hello Alex.")
    assert "service of your Kite" in first.reply.text
    assert "42\u202f400 km" in first.reply.text
    assert "Hello Alex" not in conversation.say("How do I pair my phone?").reply.text


@pytest.mark.parametrize("text", ["Is my service due?", "When is my next service due?"])
def test_a_known_customer_who_asks_when_the_service_is_due_is_told(chat: Chat, text: str) -> None:
    answer = chat.start(customer_id="cust-alex").say(text)
    assert "service of your Kite" in answer.reply.text


def test_a_known_customer_is_not_told_what_is_due_when_they_ask_about_something_else(chat: Chat) -> None:
    answer = chat.start(customer_id="cust-alex").say("How do I pair my phone?")
    assert "service of your Kite" not in answer.reply.text


def test_a_vehicle_is_never_named_by_its_vin(chat: Chat) -> None:
    response = chat.start(customer_id="cust-alex").send("What do you know about my car?")
    assert response.status_code == 200
    assert "XVDKTE58E00000117" not in response.text


def test_a_question_the_documents_do_not_answer_is_not_answered_from_them(chat: Chat) -> None:
    answer = chat.start().say("Who won the chess championship in 1972?")
    assert answer.route.reply_with != "passages"
    assert answer.reply.citations == ()


def test_the_stack_says_that_it_is_alive_and_ready(chat: Chat) -> None:
    assert chat.get("/health/liveliness", None).json()["status"] == "ok"
    readiness = chat.get("/health/readiness", None)
    assert readiness.status_code == 200
    assert readiness.json() == {"status": "ok", "checks": {"sessions": "ok", "knowledge": "ok"}}

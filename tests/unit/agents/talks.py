"""Conversations of knowledge, routing and response over given pages; what the customer wants and feels is given."""

from collections.abc import Callable

from agents import response, routing
from agents.agent import Agent
from contracts.findings.knowledge import KnowledgeFinding
from contracts.findings.response import ResponseFinding
from contracts.findings.routing import RoutingFinding
from contracts.session import Dialogue
from contracts.turn import AnalysisFindings, TurnAnswer
from conversations.dialogue import dialogue_after
from languages.choices import chosen
from languages.corrections import meant_instead
from tests.unit import builders

Say = Callable[[str], TurnAnswer]
Talk = Callable[[str], Say]


def conversations(find: Agent) -> Talk:
    """What begins a conversation in a language: `find` is the knowledge agent."""
    route, respond = routing.load(), response.load()

    def begin(language: str) -> Say:
        dialogue = Dialogue()

        def say(said: str) -> TurnAnswer:
            nonlocal dialogue
            text = chosen(said, dialogue.offered) or said
            task = builders.task(text, language=language, dialogue=dialogue, meant=meant_instead(text))
            found = find(task)
            assert isinstance(found, KnowledgeFinding)
            findings = {"intent": builders.intent(), "sentiment": builders.sentiment(), "knowledge": found}
            task = task.changed(findings=task.findings.changed(**findings))
            routed = route(task)
            assert isinstance(routed, RoutingFinding)
            reply = respond(task.changed(findings=task.findings.changed(routing=routed)))
            assert isinstance(reply, ResponseFinding)
            answer = builders.answer(route=routed, reply=reply, findings=AnalysisFindings.model_validate(findings))
            dialogue = dialogue_after(dialogue, answer)
            return answer

        return say

    return begin

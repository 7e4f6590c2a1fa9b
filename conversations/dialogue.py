"""What a conversation remembers of a turn. Pure."""

from contracts.findings.intent import IntentFinding
from contracts.findings.of_turn import Findings
from contracts.findings.routing import RoutingFinding
from contracts.policy import CRISIS_QUEUE, LIKELY_INTENT_CONFIDENCE, MIN_INTENT_CONFIDENCE
from contracts.session import Dialogue
from contracts.turn import TurnAnswer
from conversations.progress import loop_state, says_again
from danger.question import answer_to_question
from danger.settle import settled


def dialogue_after(before: Dialogue, answer: TurnAnswer) -> Dialogue:
    """What the conversation remembers once `answer` has been given."""
    sentiment, intent, known = answer.findings.sentiment, answer.findings.intent, answer.findings.personalization
    released = is_released(before, answer.route)
    queue = queue_of(answer.route)
    stays = before.holder == "person" or before.keeps_place(queue, answer.route.priority)
    queued = None if stays else queue
    return before.changed(
        holder="queue" if queued else "bot" if released else before.holder,
        queue=None if released else queued or before.queue,
        priority=answer.route.priority if queued else None if released else before.priority,
        last_intent=intent.intent if intent and _is_a_subject(intent, answer.route) else before.last_intent,
        language=answer.reply.language,
        vehicle=(known.vehicle if known else None) or before.vehicle,
        mood=before.mood_with(sentiment.score if sentiment else None),
        angry_turns=before.angry_turns_with(sentiment.score if sentiment else None),
        turns=before.turns + 1,
        last_reply=answer.reply.text,
        reply_suspicious=_quotes_suspicious(before, answer),
        records=answer.route.records,
        offered=answer.reply.suggestions,
        safety_asked=_safety_asked(before, answer),
        unanswered=_unanswered(before, answer),
        **loop_state(before, answer),
    )


def dialogue_overheard(before: Dialogue, answer: TurnAnswer) -> Dialogue:
    """What the conversation remembers of a message to the person who holds it: how the customer feels."""
    sentiment = answer.findings.sentiment
    return before.changed(
        mood=before.mood_with(sentiment.score if sentiment else None),
        angry_turns=before.angry_turns_with(sentiment.score if sentiment else None),
        turns=before.turns + 1,
    )


def _quotes_suspicious(before: Dialogue, answer: TurnAnswer) -> bool:
    """Whether a reply quotes a passage that is for no model, or says such a reply again."""
    knowledge = answer.findings.knowledge
    kept_back = {one.id for one in knowledge.passages if one.suspicious} if knowledge else set[str]()
    quoted = {citation.passage_id for citation in answer.reply.citations}
    return not kept_back.isdisjoint(quoted) or (says_again(answer) and before.reply_suspicious)


def _is_a_subject(intent: IntentFinding, route: RoutingFinding) -> bool:
    """Whether a customer may go on about it: not about a courtesy, nor about what was only guessed.

    That somebody had to act is hardly more than a guess where a page answered instead.
    """
    overruled = intent.handled_by == "person" and route.reply_with == "passages"
    least = LIKELY_INTENT_CONFIDENCE if overruled else MIN_INTENT_CONFIDENCE
    return intent.handled_by != "phrase" and intent.confidence >= least


def danger_is_open(answer: TurnAnswer) -> bool:
    """Whether danger is not ruled out since only words could be judged: the customer was told whom to call."""
    found = answer.findings
    return found.sentiment is None and found.danger is not None and found.danger.level == "unsure"


def _safety_asked(before: Dialogue, answer: TurnAnswer) -> bool:
    """Whether the last that was said of danger is the question whether all are safe: it tells whom to call."""
    if answer.route.reply_with == "confirm_release":
        return True
    return (
        before.safety_asked
        and settled(Findings.taken_from(answer.findings)).level == "harmless"
        and answer.route.kind != "emergency"
    )


def _unanswered(before: Dialogue, answer: TurnAnswer) -> str | None:
    """The turn that was told whom to call and nothing else, as long as its customer is offered the answer to it.

    In a rescue that is only the one that a message like it began: another waits for help that was asked for. To
    somebody who may not want to live it is never offered.
    """
    if answer.route.kind == "emergency" or danger_is_open(answer):
        may_be_offered = answer.route.queue != CRISIS_QUEUE and (before.unanswered or not before.rescue)
        return answer.turn_id if may_be_offered else None
    offered = any(answer_to_question(text) == "no_emergency" for text in answer.reply.suggestions)
    return before.unanswered if offered else None


def queue_of(route: RoutingFinding) -> str | None:
    """The queue a turn puts the conversation in, if it does."""
    return route.queue if route.kind in ("queue", "emergency") else None


def is_released(before: Dialogue, route: RoutingFinding) -> bool:
    """Whether a turn takes the conversation out of the wait.

    What it waits for may have become an emergency while the turn was answered: that is left only after the question.
    """
    asked = not before.rescue or before.last_reply_with == "confirm_release"
    return route.reply_with == "release" and before.holder == "queue" and asked

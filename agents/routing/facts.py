"""What rules may ask about a turn."""

from contracts.base import Strict
from contracts.findings.intent import HandledBy
from contracts.findings.routing import ReplyWith
from languages.courtesies import Courtesy
from languages.numbers_asked import NumberAsked


class Facts(Strict):
    """What rules may ask about a turn. An agent that is missing leaves its facts at their defaults."""

    understood: bool = False
    """Intent or sentiment answered at all."""
    mood_known: bool = False
    """Sentiment answered: it saw danger, or saw none."""
    safe: bool = False
    """The customer answers that they are safe."""
    safety_critical: bool = False
    danger_unsure: bool = False
    """Danger is not ruled out."""
    self_harm: bool = False
    """The danger is that somebody does not want to live."""
    intent: str | None = None
    owner: str | None = None
    handled_by: HandledBy | None = None
    confident: bool = False
    """The intent is no mere guess."""
    likely: bool = False
    """The intent is likelier than all others together."""
    certain: bool = False
    """The intent is beyond doubt."""
    further_intents: tuple[str, ...] = ()
    """Further requests in the same message that are no mere guesses."""
    several: bool = False
    """There is such a further request."""
    angry: bool = False
    """Angry for several turns, this one counted."""
    angry_now: bool = False
    """This very message is negative, and anger is what it sounds like."""
    angry_before: bool = False
    """The turn before was angry."""
    positive: bool = False
    thanks: bool = False
    """The message says thanks: its "no" declines more help, it does not disagree."""
    courtesy: Courtesy | None = None
    """The message is polite, or rude, and asks for nothing."""
    withdraws: bool = False
    """The message takes a request back: nobody is needed any more, or it works again."""
    needs_nobody: bool = False
    """It says so outright: "forget it" may mean something else."""
    all_safe: bool = False
    """It says that nobody is in danger any more."""
    number_asked: NumberAsked | None = None
    """Which phone number the message asks for, of those that can be told."""
    question: bool = False
    """The message asks something."""
    what_holds: bool = False
    """It asks what holds, and requests nothing, nor names a day or an hour."""
    follow_up: bool = False
    """The message only means something after the turn before."""
    requests: bool = False
    """It requests something by its words."""
    corrects: bool = False
    """It says what the message before meant instead."""
    asked_of_another: bool = False
    """It asks the question before of another model."""
    on_record: bool = False
    """It asks for what is recorded of the customer's own, which can be told."""
    stranger: bool = False
    """It asks for that, and nobody knows who the customer is."""
    booked: bool = False
    """The customer has an appointment."""
    passages: bool = False
    """A passage answers."""
    strong_passages: bool = False
    """One answers in any case: surely, or it is about the very warning light that is named."""
    own_model: bool = False
    """It names a model of the house: it is about our cars, whatever it asks."""
    other_make: bool = False
    """It asks about another make's car what pages tell of ours."""
    which_light: bool = False
    """A warning light is named whose colour or state decides what it means; it is unknown, and was not asked yet."""
    which_topic: bool = False
    """Several passages may be meant, and it was not asked yet which."""
    after: ReplyWith | None = None
    """How the turn before was answered."""
    same_passage: bool = False
    """The best passage is the one that was quoted last."""
    same_answer: bool = False
    """And it is short enough to be quoted whole, and the turn before brought no progress either: the customer would
    read the same words a third time, or was asked back in vain. Once it is given again: a line may have been missed."""
    waiting: bool = False
    """The conversation waits in a queue already."""
    rescue: bool = False
    """It waits so since an emergency."""
    stalled: bool = False
    """Without progress in this turn too, it would be `STALLED_TURNS` of them in a row."""

    urgency: float = 0.0
    """0..1, as are the next four: how sure the findings are of what they say."""
    intent_confidence: float = 0.0
    further_confidence: float = 0.0
    """Of the surest further request."""
    danger: float = 0.0
    """How likely the danger is."""
    answers: float = 0.0
    """The probability that the best passage answers."""
    score: float = 0.0
    """Mood, -1..1."""
    waiting_in: str | None = None
    waiting_priority: int | None = None
    """Where the conversation waits, if it does, and how soon it is served."""

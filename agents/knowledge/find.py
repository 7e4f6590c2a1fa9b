"""From a message to passages that can be cited."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from agents.agent import Agent
from agents.ask import charged
from contracts.deadline import check
from contracts.errors import NotFound
from contracts.findings.knowledge import KnowledgeFinding, Passage, PassageHeading
from contracts.findings.lights import Light
from contracts.policy import PASSAGES_PER_TURN, TOPICS_PER_QUESTION
from contracts.turn import AgentTask
from encoder import Encoder, Vector, questions_in_time, vector_of
from encoder.head import LinearHead
from knowledge.engine import Engine, LastAnswer, Scope
from knowledge.follow_up import follow_up_head, follows_on
from knowledge.library import Library
from knowledge.light_filter import about_lights, lights_of, tells_meaning
from knowledge.make_filter import of_make_asked
from knowledge.models import asked_of, named, names_only_models, of_any_model
from knowledge.passages import page_of
from knowledge.policy import ANSWERS, FOLLOWS, RERANKED_PASSAGES, WORTH_ASKING
from knowledge.price_filter import asks_price_of_that, of_price_asked, tells_price
from knowledge.reranking import AS_RANKED, Reranker, RerankerFor, without_reranker
from knowledge.terms import asks_only_how_long, naming_words
from languages.normalise import has_letters, normalised
from vehicles.lights_meant import lights_meant, question_about
from vehicles.mentions import names_the_other
from vehicles.warning_lights import OTHER


class Search(NamedTuple):
    """What is searched for, and where."""

    question: str
    vector: Vector
    scope: Scope
    after: LastAnswer | None = None
    """The answer before; None where nothing was answered, or the question before is asked of something else."""

    @property
    def goes_on(self) -> bool:
        """Whether the message is likely to mean something only after the answer before."""
        return self.after is not None and self.after.follows >= FOLLOWS


def load(encoder: Encoder, library: Library, reranker_for: RerankerFor = without_reranker) -> Agent:
    """The agent, ready to run. The index of a tenant is opened by its first question.

    Raises `ConfigurationError` if there is no head for follow-ups that fits the encoder.
    """
    head = follow_up_head(encoder.name)

    def find(task: AgentTask) -> KnowledgeFinding:
        reranker = reranker_for(task)
        return charged(find_with(task.as_meant(), reranker), reranker.spent)

    def find_with(task: AgentTask, reranker: Reranker) -> KnowledgeFinding:
        try:
            engine = library.current(task.tenant)
        except NotFound:  # a tenant without documents: nothing answers, least of all what another one says
            return KnowledgeFinding(passages=())
        if not has_letters(task.text):
            return KnowledgeFinding(passages=(), index_version=engine.version)  # an emoji asks nothing
        meant = lights_meant(task.text, task.language, task.dialogue.light)
        models = named(task.text, engine.models)
        wanted = _search_for(task, models, engine, head, encoder)
        price_of_that = asks_price_of_that(task.text)
        nothing_named = price_of_that and wanted.question == task.text
        found = () if meant.answers or nothing_named else _found(engine, wanted, task, meant.lights, reranker)
        if meant.lights and meant.lights[0].symbol == OTHER:
            found = tuple(passage for passage in found if not lights_of(passage))
        elif meant.lights and not tells_meaning(found, meant.lights[0]):
            question = question_about(meant.lights[0], task.language)
            wanted = Search(question, questions_in_time([question], encoder)[0], wanted.scope)
            found = about_lights(_each_once([*found, *_found(engine, wanted, task, meant.lights)]), meant.lights)
        of_make = found if models else of_make_asked(found, task.text)
        other_make = bool(found) and not of_make
        found = of_price_asked(of_make, wanted.question, engine.models)
        if price_of_that:
            found = tuple(one for one in found if tells_price(one, wanted.question)) or _quoted(engine, task, wanted)
        passages = tuple(
            passage for passage in found if passage.answers >= ANSWERS or (meant.lights and lights_of(passage))
        )
        headings = near(found, passages, wanted)
        return KnowledgeFinding(
            passages=passages[:PASSAGES_PER_TURN],
            near=headings,
            question=_answered(wanted, passages or headings, engine),
            models=models,
            lights=() if other_make else meant.lights,
            other_make=other_make,
            index_version=engine.version,
        )

    return find


def _search_for(task: AgentTask, models: tuple[str, ...], engine: Engine, head: LinearHead, encoder: Encoder) -> Search:
    """What a message asks: by itself, or the question before of another model, or on the page that answered that.

    Who asks on without naming a model means the one that was named before, unless another vehicle is spoken of. What
    corrects the question before, or asks for the price of what it was about, is asked together with it.
    """
    dialogue, vector = task.dialogue, vector_of(task, encoder)
    last, before = dialogue.asked_about or dialogue.last_passage, dialogue.last_question
    scope = Scope(today=datetime.now(UTC).date(), models=models, market=task.country, least=WORTH_ASKING)
    after = LastAnswer(passage=last, follows=follows_on(head, vector)) if last is not None else None
    alone = Search(task.text, vector, scope, after)
    if before is not None and (task.meant or alone.goes_on or asks_price_of_that(task.text)):
        of_the_same = () if names_the_other(normalised(task.text)) else named(before, engine.models)
        scope = scope.changed(models=models or of_the_same)
        question = _together(before, task, models, engine)
        if question is not None:
            return Search(question, questions_in_time([of_any_model(question, scope.models)], encoder)[0], scope)
        return alone._replace(scope=scope.changed(least=0.0))
    if models:
        of_any = task.changed(text=of_any_model(task.text, models), vector=None)
        return alone._replace(vector=vector_of(of_any, encoder))
    return alone


def _together(before: str, task: AgentTask, models: tuple[str, ...], engine: Engine) -> str | None:
    """The question before and the message as one; None where the message is asked as it is.

    What something costs, or how long it takes, is asked of the things that the question before named, and of nothing
    else that it said of them.
    """
    question = asked_of(before, models, engine.models) if models else before
    if asks_price_of_that(task.text) or (not models and asks_only_how_long(task.text)):
        return f"{task.text} {' '.join(naming_words(question)) or question}"
    if task.meant and not names_only_models(task.text, models):
        return f"{question} {task.text}"
    return question if models else None


def _answered(wanted: Search, passages: Sequence[PassageHeading], engine: Engine) -> str | None:
    """What the best passage answers, as a question that stands by itself.

    Of a follow-up that is its heading; likewise where the heading names the model that was asked about, since another
    one has a passage of its own, under the same heading with its name. Models are told the question in the turns that
    follow, so no heading of a passage that they are not given is one.
    """
    if not passages:
        return None
    heading = "" if passages[0].suspicious else passages[0].section
    headed = wanted.goes_on or set(named(heading, engine.models)) & set(wanted.scope.models)
    return heading if heading and headed else wanted.question


def _found(
    engine: Engine, wanted: Search, task: AgentTask, lights: Sequence[Light], reranker: Reranker = AS_RANKED
) -> tuple[Passage, ...]:
    """Passages for a question; where it names lights those about other ones are left out, and more are looked at.

    Which light a passage is about is surer than what the judge makes of the question, or a reranker. Nor is one asked
    about a message that means something only after the answer before, of which it knows nothing.
    """
    check()
    question, vector, scope, after = wanted
    if not lights:
        order = partial((AS_RANKED if wanted.goes_on else reranker).order, question)
        return tuple(engine.search(question, vector, scope, PASSAGES_PER_TURN, task.language, after, order))
    found = engine.search(question, vector, scope.changed(least=0.0), RERANKED_PASSAGES, task.language, after)
    return tuple(
        passage for passage in about_lights(found, lights) if passage.answers >= scope.least or lights_of(passage)
    )


def _quoted(engine: Engine, task: AgentTask, wanted: Search) -> tuple[Passage, ...]:
    """The passage that was quoted last, where it tells the price that is asked of it and that nothing else tells."""
    last = task.dialogue.last_passage
    if last is None:
        return ()
    again = wanted._replace(scope=wanted.scope.changed(least=0.0), after=LastAnswer(passage=last, follows=1.0))
    found = _found(engine, again, task, ())
    return tuple(one for one in found if one.id == last and tells_price(one, wanted.question))


def near(found: Sequence[Passage], quoted: Sequence[Passage], wanted: Search) -> tuple[PassageHeading, ...]:
    """What may be meant besides what is quoted, each heading once.

    Who goes on from an answer may mean whatever else stands on its page, however little the message says.
    """
    page = wanted.after.page if wanted.after and wanted.goes_on else None
    meant = [one for one in found if one.answers >= WORTH_ASKING or page_of(one.id) == page]
    topics = {one.section: PassageHeading.taken_from(one) for one in meant if one.section and one not in quoted}
    return tuple(topics.values())[:TOPICS_PER_QUESTION]


def _each_once(passages: Sequence[Passage]) -> list[Passage]:
    """The passages of two searches, each as it was found with the higher score."""
    best = dict[str, Passage]()
    for passage in passages:
        if passage.id not in best or passage.score > best[passage.id].score:
            best[passage.id] = passage
    return list(best.values())

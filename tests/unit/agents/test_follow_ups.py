"""Messages on top of what was said before, or on another make: three agents as they are, over the demo's pages."""

import pytest

from agents import knowledge
from contracts.findings.knowledge import KnowledgeFinding
from contracts.session import Dialogue
from encoder.local import LocalEncoder
from knowledge.index import Index
from knowledge.library import FixedLibrary
from tests.unit import builders
from tests.unit.agents.talks import Talk, conversations

CHARGING = "How long does the Kite take to charge?"


@pytest.fixture(scope="module")
def talk(encoder: LocalEncoder, index: Index) -> Talk:
    return conversations(knowledge.load(encoder, FixedLibrary(index)))


@pytest.mark.parametrize(
    ("language", "question", "then", "heading"),
    [
        ("en", "How long is a full charge of the Tern?", "and the Kite?", "How long does the Kite take to charge?"),
        ("de", "Wie lange lädt der Kite?", "und der Tern?", "How long does the Tern take to charge?"),
        ("en", "how long does the Kite charge at a wallbox", "and the tern", "How long does the Tern take to charge?"),
    ],
)
def test_the_question_before_is_asked_of_another_model(
    talk: Talk, language: str, question: str, then: str, heading: str
) -> None:
    say = talk(language)
    assert say(question).route.reply_with == "passages"
    answer = say(then)
    assert answer.reply.citations[0].section == heading


@pytest.mark.parametrize(
    ("question", "then", "heading"),
    [
        ("What does a loan car cost?", "I forgot my password", "I forgot my app password. What should I do?"),
        ("How long does the Kite take to charge?", "how do I reserve a loan car?", "How do I reserve a loan car?"),
    ],
)
def test_a_new_question_is_answered_from_wherever_it_belongs(
    talk: Talk, question: str, then: str, heading: str
) -> None:
    say = talk("en")
    say(question)
    assert say(then).reply.citations[0].section == heading


def test_what_went_on_is_remembered_as_a_question_that_stands_by_itself(talk: Talk) -> None:
    say = talk("en")
    first = say("how far does the Tern go on a full battery?").findings.knowledge
    then = say("and the Kite?").findings.knowledge
    assert first is not None
    assert then is not None
    assert first.question == "how far does the Tern go on a full battery?"
    assert then.question == "how far does the kite go on a full battery?"
    assert then.models == ("kite",)


def test_a_heading_that_names_the_model_is_what_its_passage_answers(talk: Talk) -> None:
    found = talk("en")("how long does a full charge take on the Tern?").findings.knowledge
    assert found is not None
    assert found.question == "How long does the Tern take to charge?"


@pytest.mark.parametrize(
    ("language", "question", "then", "heading"),
    [
        ("en", "What does a loan car cost?", "who else may drive it?", "Who may drive the loan car?"),
        ("en", "Who may drive the loan car?", "and what if I scratch it?", "What if I damage the loan car?"),
        ("en", "How do I add my car to the app?", "and what does that cost?", "What does Veldra Connect cost?"),
        (
            "de",
            "Wie füge ich mein Auto in der App hinzu?",
            "und wie teuer wird das im Jahr?",
            "What does Veldra Connect cost?",
        ),
        ("fr", "Comment ajouter ma voiture à l'application ?", "c'est payant ?", "What does Veldra Connect cost?"),
        ("es", "¿Cuánto cuesta un coche de sustitución?", "¿y quién puede conducirlo?", "Who may drive the loan car?"),
    ],
)
def test_what_goes_on_is_answered_from_the_page_before(
    talk: Talk, language: str, question: str, then: str, heading: str
) -> None:
    say = talk(language)
    say(question)
    assert say(then).reply.citations[0].section == heading


@pytest.mark.parametrize(
    ("language", "question", "then", "heading"),
    [
        ("en", "How long does the Kite take to charge?", "no, I meant at a household socket", CHARGING),
        ("de", "Wie lange lädt der Kite?", "nein, ich meinte an der Haushaltssteckdose", CHARGING),
        ("es", "¿cuánto tarda en cargar el Kite?", "no, me refería a un enchufe doméstico", CHARGING),
        (
            "en",
            "How long does the Kite take to charge?",
            "sorry, I meant the Tern",
            "How long does the Tern take to charge?",
        ),
    ],
)
def test_a_correction_is_read_together_with_the_question_it_corrects(
    talk: Talk, language: str, question: str, then: str, heading: str
) -> None:
    say = talk(language)
    say(question)
    answer = say(then)
    assert answer.route.kind == "answer"
    assert answer.reply.citations[0].section == heading


@pytest.mark.parametrize(
    ("language", "question", "then", "heading"),
    [
        ("en", "Who may drive the loan car?", "what does it cost", "What does a loan car cost?"),
        ("fr", "Qui peut conduire le véhicule de prêt ?", "c'est combien ?", "What does a loan car cost?"),
    ],
)
def test_a_price_is_asked_of_what_was_spoken_of(
    talk: Talk, language: str, question: str, then: str, heading: str
) -> None:
    say = talk(language)
    say(question)
    assert say(then).reply.citations[0].section == heading


def test_nobody_is_told_the_price_of_something_else(talk: Talk) -> None:
    assert not talk("en")("what does that cost").reply.citations
    say = talk("en")
    say("How long does the Kite take to charge?")
    assert not say("and what does that cost").reply.citations


def test_who_asks_on_instead_of_choosing_means_what_was_offered_first(encoder: LocalEncoder, index: Index) -> None:
    find, text = knowledge.load(encoder, FixedLibrary(index)), "and who else may drive it?"
    asked = find(builders.task("Who may drive the loan car?"))
    assert isinstance(asked, KnowledgeFinding)
    dialogue = Dialogue(asked_about=asked.passages[0].id, last_question="Who may drive the loan car?")
    alone, then = find(builders.task(text)), find(builders.task(text, dialogue=dialogue))
    assert isinstance(alone, KnowledgeFinding)
    assert isinstance(then, KnowledgeFinding)
    assert then.passages[0].section == "Who may drive the loan car?"
    assert then.passages[0].answers > max((one.answers for one in alone.passages), default=0.0)


def test_a_question_that_is_asked_again_is_answered_again_and_then_a_person_takes_over(talk: Talk) -> None:
    say, question = talk("en"), "How long does the Kite take to charge?"
    first, again, third = say(question), say(question), say(question)
    assert again.reply.text == first.reply.text
    assert again.route.reply_with == "passages"
    assert third.route.reply_with == "hand_over"


def test_nothing_is_gone_on_from_where_nothing_was_answered(encoder: LocalEncoder, index: Index) -> None:
    find = knowledge.load(encoder, FixedLibrary(index))
    assert find(builders.task("and the Kite?", dialogue=Dialogue())) == find(builders.task("and the Kite?"))


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", "how long does a VW Golf take to charge?"),
        ("de", "Wie lange lädt ein Golf an der Wallbox?"),
        ("fr", "combien de temps pour recharger ma Renault Zoe ?"),
        ("es", "cuánto tarda en cargar un Renault Zoe"),
        ("it", "quanto ci mette la Fiat Panda a caricarsi?"),
    ],
)
def test_no_page_about_our_cars_answers_for_another_make(talk: Talk, language: str, asked: str) -> None:
    answer = talk(language)(asked)
    assert answer.route.rule == "other_make"
    assert not answer.reply.citations

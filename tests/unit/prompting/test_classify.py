"""What kind of task a prompt is."""

from typing import get_args

import pytest

from contracts.prompts import TaskKind
from evaluation.instructions import written
from prompting.classify import ORDER, classify, kinds_in, names_tools
from prompting.policy import BEGINNING_CHARS, CONFIDENCE, GIVEN_TEXT_WORDS

KINDS = get_args(TaskKind)


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("Classify the ticket as bug or wish.", "classification"),
        ("Extract every price from the offer.", "extraction"),
        ("Summarise the minutes in two sentences.", "summarising"),
        ("According to the contract, who pays for the repair?", "text_question"),
        ("Why do magnets attract iron?", "open_question"),
        ("Solve 4x + 3 = 19.", "reasoning"),
        ("Write a function in Rust that counts words.", "code"),
        ("Write me a short poem about rain.", "writing"),
        ("Translate this into Spanish.", "rewriting"),
        ("Plan a training for our apprentices.", "planning"),
        ("Pretend to be a customer and talk to me.", "conversation"),
        ("Ordne die Mail einer Kategorie zu.", "classification"),
        ("Extrahiere alle Preise.", "extraction"),
        ("Résume ce rapport.", "summarising"),
        ("Según el texto, ¿quién paga?", "text_question"),
        ("Perché il cielo è blu?", "open_question"),
        ("Combien font 12 % de 250 ?", "reasoning"),
        ("Scrivi una funzione in Python.", "code"),
        ("Verfasse ein Gedicht über Regen.", "writing"),
        ("Traduce la frase al inglés.", "rewriting"),
        ("Planifica una formación de tres días.", "planning"),
        ("Fai finta di essere un cliente.", "conversation"),
    ],
)
def test_a_prompt_is_known_by_the_words_that_ask_for_something(prompt: str, kind: TaskKind) -> None:
    assert classify(prompt).kind == kind


@pytest.mark.parametrize("kind", KINDS)
def test_nearly_all_examples_of_a_kind_are_told_in_every_language(kind: TaskKind) -> None:
    examples = [prompt.text for prompt in written() if prompt.kind == kind]
    assert len(examples) >= 15
    assert sum(classify(text).kind == kind for text in examples) >= len(examples) - 1


def test_every_kind_has_its_place_in_the_order() -> None:
    assert sorted(ORDER) == sorted(KINDS)


def test_the_runner_up_is_another_kind_and_the_next_of_those_whose_words_are_there() -> None:
    task = classify("Summarise the text, then translate the summary into French.")
    assert (task.kind, task.runner_up) == ("rewriting", "summarising")
    for prompt in written():
        task = classify(prompt.text)
        assert task.kind != task.runner_up


def test_where_no_word_says_what_to_do_the_confidence_is_low() -> None:
    assert kinds_in("Banana bread.") == []
    assert classify("Banana bread.").confidence == CONFIDENCE["none"] < CONFIDENCE["several"] < CONFIDENCE["one"]


def test_a_question_that_comes_with_a_text_is_one_that_the_text_answers() -> None:
    question = "Who signed the letter?"
    assert classify(question).kind == "open_question"
    assert classify(question, with_context=True).kind == "text_question"
    assert classify(f"{question} {'word ' * GIVEN_TEXT_WORDS}").kind == "text_question"
    assert classify("Translate this into Spanish.", with_context=True).kind == "rewriting"


def test_words_in_the_middle_of_a_long_material_do_not_decide() -> None:
    filler = "lorem ipsum " * BEGINNING_CHARS
    assert classify(f"Summarise this. {filler} translate {filler}").kind == "summarising"
    assert classify(f"{filler} Summarise what stands above.").kind == "summarising"


def test_tools_are_seen_in_every_language() -> None:
    for prompt in ("Use the tools.", "Nutze die Werkzeuge.", "Utilise les outils.", "Usa las herramientas."):
        assert names_tools(prompt)
        assert classify(prompt).kind == "planning"
    assert names_tools("Usa gli strumenti.")
    assert not names_tools("Sharpen the tool.")


def test_case_accents_and_line_ends_do_not_matter() -> None:
    assert classify("RÉSUME\nCE TEXTE").kind == classify("resume ce texte").kind == "summarising"

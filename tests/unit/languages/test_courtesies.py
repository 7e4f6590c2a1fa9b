"""Messages that are polite, or rude, and ask for nothing."""

import pytest

from languages.courtesies import courtesy_in_small_talk, courtesy_language, courtesy_of


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            "greeting",
            [
                "hello?",
                "Hallo!",
                "¿hola?",
                "Buongiorno",
                "bonjour",
                "helloooo",
                "good morning everyone",
                "Hi, how are you?",
                "wie geht's?",
                "come va?",
            ],
        ),
        ("thanks", ["thanks!", "Vielen Dank", "merci beaucoup", "muchas gracias", "grazie mille", "ok, thank you"]),
        ("goodbye", ["bye", "thanks, bye", "Auf Wiedersehen", "au revoir", "hasta luego", "arrivederci, grazie"]),
        ("presence", ["anyone there?", "Ist da jemand?", "il y a quelqu'un ?", "¿hay alguien?", "c’è qualcuno?"]),
        (
            "assistant_question",
            [
                "are you a person?",
                "Sind Sie ein Mensch?",
                "êtes-vous un robot ?",
                "¿eres una máquina?",
                "sei un robot?",
            ],
        ),
        ("insult", ["you stupid bot", "Du blöder Bot!", "t'es nul", "eres un inútil", "sei un idiota"]),
    ],
)
def test_a_courtesy_is_known_in_every_language(kind: str, texts: list[str]) -> None:
    assert {text: courtesy_of(text) for text in texts} == dict.fromkeys(texts, kind)


@pytest.mark.parametrize(
    "text",
    [
        "hello, how long does the Kite take to charge?",
        "my app is useless",
        "no",
        "ok",
        "danke, und wann habt ihr offen?",
        "is anyone there who can tell me my mileage?",
        "",
    ],
)
def test_a_message_that_says_anything_else_is_no_courtesy(text: str) -> None:
    assert courtesy_of(text) is None


def test_a_courtesy_is_found_in_a_longer_message() -> None:
    assert courtesy_in_small_talk("that answers all my questions, thanks") == "thanks"
    assert courtesy_in_small_talk("how do I charge") is None


@pytest.mark.parametrize(
    "text",
    [
        "is there a human behind this chat",
        "hello, am I connected with a human being?",
        "do you actually have a person there or is this automated",
        "bin ich hier mit einem Menschen verbunden",
        "ist das automatisch oder schreibt da jemand",
        "rede ich gerade mit einer KI",
        "t'es un robot ou quoi",
        "parle-je à une vraie personne",
        "c'est une intelligence artificielle qui répond ?",
        "¿esto es automático o me escribe alguien?",
        "¿con quién hablo, con una máquina o con una persona?",
        "sto parlando con una persona vera?",
        "parlo con un'intelligenza artificiale?",
    ],
)
def test_small_talk_that_names_a_person_or_a_machine_asks_which_of_them_answers(text: str) -> None:
    assert courtesy_in_small_talk(text) == "assistant_question"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("thank you so much, dear robot", "thanks"),
        ("good morning my dear machine", "greeting"),
        ("you are a stupid bot, aren't you?", "insult"),
        ("con mucho gusto", None),
        ("vengo con calma", None),
    ],
)
def test_a_machine_that_is_thanked_greeted_or_insulted_is_no_question(text: str, kind: str | None) -> None:
    assert courtesy_in_small_talk(text) == kind


def test_ciao_greets_at_the_beginning_and_takes_leave_later() -> None:
    assert courtesy_of("ciao", opening=True) == "greeting"
    assert courtesy_of("ciao") == "goodbye"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ciao", "it"),
        ("Danke", "de"),
        ("Guten Tag", "de"),
        ("hola", "es"),
        ("salut", "fr"),
        ("hello", "en"),
        ("hi", None),
        ("taxi", None),
        ("Guten Tag, mein Auto", None),
    ],
)
def test_a_greeting_tells_its_language_where_one_language_alone_has_it(text: str, language: str | None) -> None:
    assert courtesy_language(text) == language

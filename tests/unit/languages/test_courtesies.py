"""Messages that are polite, or rude, and ask for nothing."""

import pytest

from languages.courtesies import courtesy_in, courtesy_language, courtesy_of


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
    assert courtesy_in("that answers all my questions, thanks") == "thanks"
    assert courtesy_in("how do I charge") is None


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

"""Which language a turn is answered in."""

import pytest

from conversations.language import reply_language


@pytest.mark.parametrize(
    ("text", "own"), [("ciao", "it"), ("Danke", "de"), ("Hilfe!", "de"), ("hola", "es"), ("bonjour", "fr")]
)
def test_a_first_word_is_answered_in_its_own_language_and_a_later_one_in_that_of_the_conversation(
    text: str, own: str
) -> None:
    assert reply_language(text, "en", opening=True) == (own, None)
    assert reply_language(text, "en") == ("en", None)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("presión neumáticos tern", "es"),
        ("carga máxima techo kite", "es"),
        ("charge de toit kite", "fr"),
        ("garantie batterie", "fr"),
        ("öffnungszeiten werkstatt", "de"),
        ("prenotazione tagliando", "it"),
    ],
)
def test_words_for_a_search_on_the_page_of_another_language_are_answered_in_their_own(text: str, own: str) -> None:
    assert reply_language(text, "en", opening=True) == (own, None)


@pytest.mark.parametrize("text", ["battery low", "check engine", "Airbag", "Service Kite"])
def test_what_a_display_says_in_english_may_be_read_out_on_any_page(text: str) -> None:
    assert reply_language(text, "de", opening=True) == ("de", None)


@pytest.mark.parametrize("text", ["taxi", "Update", "no", "Kite", "hi"])
def test_a_first_word_that_says_nothing_is_answered_in_the_language_of_the_page(text: str) -> None:
    assert reply_language(text, "fr", opening=True) == ("fr", None)


@pytest.mark.parametrize(
    ("word", "page"), [("Batterie", "de"), ("Batterie", "fr"), ("battery", "en"), ("Service", "de")]
)
def test_a_word_that_displays_show_in_the_language_of_the_page_changes_none(word: str, page: str) -> None:
    assert reply_language(word, page, opening=True) == (page, None)

"""Canned replies by their words."""

from contracts.canned import CannedReply, CannedText
from conversations.canned.find import find_canned


def reply(name: str, title: str, text: str, *tags: str, german: str | None = None) -> CannedReply:
    languages = {"en": CannedText(title=title, text=text)}
    if german:
        languages["de"] = CannedText(title=german, text="Größe {model}")
    return CannedReply(name=name, tags=tags, languages=languages)


REPLIES = (
    reply("text", "Hello", "I will book an appointment for you, {first_name}."),
    reply("tag", "Which day", "When would suit you?", "booking"),
    reply("title", "Book a service", "Shall I do it?", german="Service buchen"),
    reply("other", "Goodbye", "Have a good journey."),
)


def names(wanted: str, language: str = "en") -> list[str]:
    return [found.name for found in find_canned(REPLIES, wanted, language, {})]


def test_the_beginning_of_a_word_finds_titles_before_tags_before_texts() -> None:
    assert names("boo") == ["title", "tag", "text"]


def test_every_word_must_be_there() -> None:
    assert names("book service") == ["title"]
    assert names("book journey") == []


def test_nothing_wanted_gives_all_by_their_titles() -> None:
    assert names("  ") == ["title", "other", "text", "tag"]


def test_accents_and_case_do_not_matter() -> None:
    assert names("GROSSE", "de") == names("größ", "de") == ["title"]


def test_only_replies_in_the_language_are_found() -> None:
    assert names("", "de") == ["title"]
    assert names("", "fr") == []


def test_a_reply_is_found_as_it_would_be_sent() -> None:
    [found] = find_canned(REPLIES, "appointment", "en", {"first_name": "Alex"})
    assert (found.text, found.gaps) == ("I will book an appointment for you, Alex.", ())
    [unfilled] = find_canned(REPLIES, "appointment", "en", {})
    assert (unfilled.text, unfilled.gaps) == ("I will book an appointment for you, ⟦first_name⟧.", ("first_name",))

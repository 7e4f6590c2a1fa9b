"""A language that is served by its folder alone: no model was trained for it. Messages are synthetic."""

from tests.integration.chat import Chat


def test_a_conversation_in_italian_is_greeted_asked_back_and_handed_over(chat: Chat) -> None:
    conversation = chat.start(language="it")
    assert conversation.greeting.startswith("Buongiorno")
    assert "Si è accesa una spia" in conversation.suggestions
    asked_back = conversation.say("🚗?")
    assert (asked_back.reply.language, asked_back.route.reply_with) == ("it", "clarify")
    assert asked_back.reply.text.startswith("Vorrei capirla bene")
    handed_over = conversation.say("Vorrei parlare con una persona, per favore")
    assert (handed_over.route.kind, handed_over.reply.language) == ("queue", "it")
    assert "Di questo si occupa il servizio clienti" in handed_over.reply.text


def test_an_answer_from_an_english_page_says_so_in_italian(chat: Chat) -> None:
    answer = chat.start(language="it").say("Come si abbina il telefono con il Bluetooth?")
    assert answer.reply.text.startswith("Ho trovato questo in inglese: ")
    assert answer.reply.citations[0].source == "handbook/infotainment-and-phone.md"


def test_danger_in_italian_is_answered_with_what_to_do_first_and_whom_to_call(chat: Chat) -> None:
    answer = chat.start(language="it").say("I miei freni non funzionano più e non riesco a fermarmi")
    assert (answer.route.kind, answer.route.priority, answer.reply.language) == ("emergency", 1, "it")
    assert answer.reply.text.startswith("Tolga il piede dall'acceleratore")
    assert "chiami subito il 112" in answer.reply.text


def test_who_goes_on_in_italian_is_answered_in_it_and_in_german_when_asked(chat: Chat) -> None:
    conversation = chat.start(language="en")
    assert conversation.say("hello").reply.language == "en"
    assert conversation.say("Vorrei sapere che cosa copre la garanzia della mia auto").reply.language == "it"
    in_german = conversation.say("possiamo continuare in tedesco?")
    assert (in_german.reply.language, in_german.reply.text[:13]) == ("de", "Gern, ab jetz")

"""Reading and ending a conversation."""

from tests.integration.chat import Chat, problem_of

TEXTS = ["How do I pair my phone?", "How long does rapid charging take?", "What does the ABS light mean?"]
MARKUP = """<script>alert("boo")</script> & <b onclick='x()'>how do I pair my phone?</b>"""


def test_a_transcript_holds_every_message_in_order(chat: Chat) -> None:
    conversation = chat.start()
    answers = [conversation.say(text) for text in TEXTS]
    transcript = conversation.transcript()
    told = [(text, answer.reply.text) for text, answer in zip(TEXTS, answers, strict=True)]
    assert [entry.text for entry in transcript.entries] == [text for pair in told for text in pair]
    assert [entry.author for entry in transcript.entries] == ["customer", "bot"] * 3
    times = [entry.created_at for entry in transcript.entries]
    assert times == sorted(times)
    assert transcript.next is None
    assert not transcript.closed


def test_a_transcript_keeps_citations_and_the_ids_that_the_client_chose(chat: Chat) -> None:
    conversation = chat.start()
    answer = conversation.say(TEXTS[0], "chosen")
    asked, replied = conversation.transcript().entries
    assert asked.client_turn_id == "chosen"
    assert asked.turn_id == replied.turn_id == answer.turn_id
    assert replied.citations == answer.reply.citations != ()
    assert replied.suggestions == answer.reply.suggestions


def test_a_transcript_can_be_read_on_from_any_message(chat: Chat) -> None:
    conversation = chat.start()
    turn_id = conversation.say(TEXTS[0]).turn_id
    reply = conversation.say(TEXTS[1]).reply.text
    rest = chat.get(f"/conversations/{conversation.id}/turns?after={turn_id}~reply", conversation.token).json()
    assert [entry["text"] for entry in rest["entries"]] == [TEXTS[1], reply]


def test_a_new_conversation_has_an_empty_transcript(chat: Chat) -> None:
    assert chat.start().transcript().entries == ()


def test_markup_in_a_message_is_kept_as_it_was_typed(chat: Chat) -> None:
    conversation = chat.start()
    conversation.say(MARKUP)
    assert conversation.texts() == [MARKUP]


def test_any_script_of_the_world_is_kept_as_it_was_typed(chat: Chat) -> None:
    text = "Ma 车 ne démarre pas 🚗\n\tשלום, où est la clé ?"
    conversation = chat.start()
    conversation.say(text)
    assert conversation.texts() == [text]


def test_a_closed_conversation_can_be_read_but_takes_no_turn(chat: Chat) -> None:
    conversation = chat.start()
    conversation.say(TEXTS[0])
    assert conversation.close().status_code == 200
    assert conversation.transcript().closed
    problem_of(conversation.send(TEXTS[1]), 409, "conversation-closed")
    assert conversation.texts() == TEXTS[:1]


def test_a_danger_that_is_told_after_the_end_is_answered_and_opens_the_conversation_again(chat: Chat) -> None:
    conversation = chat.visit()
    assert conversation.close().status_code == 200
    answer = conversation.ask("the engine is on fire")
    assert (answer.reply.kind, "112" in answer.reply.text) == ("emergency", True)
    assert not conversation.transcript().closed


def test_closing_a_conversation_again_changes_nothing(chat: Chat) -> None:
    conversation = chat.start()
    assert conversation.close().json() == conversation.close().json()


def test_a_transcript_tells_an_emergency_and_a_hand_over_from_an_answer_and_greets_anew(chat: Chat) -> None:
    conversation = chat.visit(language="de")
    for text in ("Wie koppele ich mein Telefon?", "Meine Bremsen haben versagt und ich kann nicht anhalten"):
        conversation.ask(text)
    transcript = conversation.transcript()
    assert (transcript.greeting, transcript.suggestions) == (conversation.greeting, conversation.suggestions)
    replies = [entry for entry in transcript.entries if entry.author == "bot"]
    assert [(entry.kind, entry.route and entry.route.kind, entry.language) for entry in replies] == [
        ("answer", "answer", "de"),
        ("emergency", "emergency", "de"),
    ]
    assert {entry.route for entry in transcript.entries if entry.author == "customer"} == {None}

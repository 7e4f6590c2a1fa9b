"""A stream of text is cut where sentences end, however it arrives."""

import random

import pytest

from agents.response.grounding.sentences import SentenceStream, sentences

REPLY = """Guten Tag! Vorn sind es 2,6 bar [1]. Hinten, z. B. beim Tern, sind es 2,4 bar. [1] [2] Dr. Meier sagt: "Gut."
Am 3. Mai um 9.30 Uhr. Nr. 5 ist frei.
1. Öffnen Sie die Haube.
2. Prüfen Sie das Öl. Danach warten.
– Punkt ohne Ende
– Noch einer [3]
See https://a.example/b.c?d=1.5 first. It costs 10,000 km, e.g. in 2024. The end of 12 V. Really?! "Why?" he asked.
Llame, p. ej. hoy. ¿Y luego? C'est-à-dire, c.-à-d. cela. M. Dupont arrive… Oui.[4, 5] No. See no. 5 there."""


def cut(text: str, sizes: list[int]) -> list[str]:
    """The sentences of a text that arrives in pieces of these sizes, again and again."""
    stream, found, place = SentenceStream(), list[str](), 0
    while place < len(text):
        size = sizes[len(found) % len(sizes)] if len(sizes) > 1 else sizes[0]
        found += stream.feed(text[place : place + size])
        place += size
    return [*found, *stream.end()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use 3.5 l. Then wait.", ["Use 3.5 l. ", "Then wait."]),
        ("It is 10,000 km. Go.", ["It is 10,000 km. ", "Go."]),
        ("Open at 9.30 a.m. on Monday. Come.", ["Open at 9.30 a.m. on Monday. ", "Come."]),
        ("Take it, e.g. by hand. Done.", ["Take it, e.g. by hand. ", "Done."]),
        ("See no. 5 there. Done.", ["See no. 5 there. ", "Done."]),
        ("No. It is not.", ["No. ", "It is not."]),
        ("It ended in 2024. Then came more.", ["It ended in 2024. ", "Then came more."]),
        ("Nehmen Sie z. B. Öl. Fertig.", ["Nehmen Sie z. B. Öl. ", "Fertig."]),
        ("Am 3. Mai geht es. Gut.", ["Am 3. Mai geht es. ", "Gut."]),
        ("Dr. Meier hilft. Nr. 5 auch.", ["Dr. Meier hilft. ", "Nr. 5 auch."]),
        ("Llame, p. ej. hoy. ¿Y luego?", ["Llame, p. ej. hoy. ", "¿Y luego?"]),
        ("C'est ça, c.-à-d. cela. Oui.", ["C'est ça, c.-à-d. cela. ", "Oui."]),
        ("Chiami il sig. Rossi. Va bene.", ["Chiami il sig. Rossi. ", "Va bene."]),
        ("It is 12 V. Be careful.", ["It is 12 V. ", "Be careful."]),
        ("At most 100 km/h. [1] Then stop.", ["At most 100 km/h. [1] ", "Then stop."]),
        ("From 5 °C. [1] Then wait. Not at 30°C. So.", ["From 5 °C. [1] ", "Then wait. ", "Not at 30°C. ", "So."]),
        ("Read https://a.example/b.c?d=1.5 first. Then go.", ["Read https://a.example/b.c?d=1.5 first. ", "Then go."]),
        ("It is so. [1] And so. [2][3]\n", ["It is so. [1] ", "And so. [2][3]\n"]),
        ("It is so.[1] And so [2]. More", ["It is so.[1] ", "And so [2]. ", "More"]),
        ("It is so. [1, 2]\n\nMore.", ["It is so. [1, 2]\n\n", "More."]),
        ("Do this:\n1. Open it. Look.\n2. Shut it", ["Do this:\n", "1. Open it. ", "Look.\n", "2. Shut it"]),
        ("– one\n– two [1]\n– three", ["– one\n", "– two [1]\n", "– three"]),
        ('He said "go." Then he left.', ['He said "go." ', "Then he left."]),
        ('"Why?" he asked. So.', ['"Why?" he asked. ', "So."]),
        ("**Stop.** Then call.", ["**Stop.** ", "Then call."]),
        ("\n\nHello. You.", ["\n\nHello. ", "You."]),
        ("Stop! Now? Yes… Go", ["Stop! ", "Now? ", "Yes… ", "Go"]),
        ("[1] is a source", ["[1] is a source"]),
        ("", []),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50, 10_000])
def test_pieces_of_any_size_give_the_same_sentences(size: int) -> None:
    assert cut(REPLY, [size]) == sentences(REPLY)


@pytest.mark.parametrize("seed", range(50))
def test_pieces_of_uneven_sizes_give_the_same_sentences_and_lose_nothing(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - sentences, no secrets
    parts = REPLY.split(" ")
    chance.shuffle(parts)
    text = " ".join(parts)
    found = cut(text, [chance.randint(1, 12) for _ in range(20)])
    assert found == sentences(text)
    assert "".join(found) == text


def test_a_sentence_is_given_as_soon_as_it_is_known_what_stands_behind_it() -> None:
    stream = SentenceStream()
    assert stream.feed("It is 2.") == []
    assert stream.feed("6 bar.") == []
    assert stream.feed(" ") == []
    assert stream.feed("[1") == []
    assert stream.feed("] T") == ["It is 2.6 bar. [1] "]
    assert stream.end() == ["T"]
    assert stream.end() == []

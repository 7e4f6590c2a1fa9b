"""How many tokens a text has, and what it costs."""

import pytest

from models.catalogue.price import Price
from prompting.estimate import is_english, price_of, tokens

TEXT = "How long does the Kite take to charge? Größe, 例文, тест, 😀 и 🎉."


@pytest.mark.parametrize("english", [True, False])
def test_a_longer_text_never_has_fewer_tokens(*, english: bool) -> None:
    counts = [tokens(TEXT[:end], english=english) for end in range(len(TEXT) + 1)]
    assert counts == sorted(counts)
    assert counts[0] == 0 < counts[1]


def test_other_languages_take_more_tokens_than_english() -> None:
    text = "the same letters again and again"
    assert tokens(text, english=True) < tokens(text, english=False)


@pytest.mark.parametrize(
    ("text", "claude_2"),
    [
        ("The quick brown fox jumps over the lazy dog near the river bank in the evening.", 17),
        ("こんにちは、今日は車の点検を予約したいのですが、来週の火曜日は空いていますか。", 42),
        ("Здравствуйте, я хотел бы записаться на техническое обслуживание автомобиля на следующей неделе.", 49),
        ("Buongiorno, vorrei prenotare il tagliando della mia macchina per la prossima settimana.", 29),
    ],
)
def test_an_estimate_is_near_what_a_published_tokenizer_counts_and_rather_above(text: str, claude_2: int) -> None:
    assert 0.95 * claude_2 <= tokens(text, english=is_english(text)) <= 1.6 * claude_2


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Write a poem about the sea for my mother.", True),
        ("Schreibe ein Gedicht über das Meer für meine Mutter.", False),
        ("Écris un poème sur la mer pour ma mère.", False),
        ("Escribe un poema sobre el mar para mi madre.", False),
        ("Scrivi una poesia sul mare per mia madre.", False),
        ("1 + 1", True),
    ],
)
def test_english_is_told_from_the_languages_we_serve(text: str, *, english: bool) -> None:
    assert is_english(text) is english


def test_a_price_counts_prompt_answer_and_calls() -> None:
    price = Price(input=1.0, output=10.0)
    assert price_of(price, 1_000_000, 100_000) == pytest.approx(2.0)
    assert price_of(price, 1_000_000, 100_000, calls=5) == pytest.approx(10.0)
    assert price_of(price, 10, 0.4) == pytest.approx((10 + 10) / 1e6)

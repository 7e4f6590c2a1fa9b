"""What a request cost."""

import pytest

from models.catalogue.price import LongPrompt, Price, Usage, cost_usd
from models.catalogue.read import model_named

PRICE = Price(input=1, output=10, cache_read=0.1, cache_write=1.25)


@pytest.mark.parametrize(
    ("usage", "cost"),
    [
        (Usage(), 0),
        (Usage(input_tokens=1_000_000), 1),
        (Usage(output_tokens=1_000_000), 10),
        (Usage(cache_read_tokens=1_000_000), 0.1),
        (Usage(cache_write_tokens=1_000_000), 1.25),
        (Usage(input_tokens=200, output_tokens=30, cache_read_tokens=4_000, cache_write_tokens=1_000), 0.00215),
    ],
)
def test_each_kind_of_token_is_paid_at_its_own_rate(usage: Usage, cost: float) -> None:
    assert cost_usd(PRICE, usage) == pytest.approx(cost)


def test_cached_tokens_cost_as_much_as_others_where_they_have_no_rate() -> None:
    usage = Usage(cache_read_tokens=500_000, cache_write_tokens=500_000)
    assert cost_usd(Price(input=3, output=15), usage) == pytest.approx(3)


def test_reading_from_a_cache_may_be_free() -> None:
    assert cost_usd(Price(input=3, cache_read=0), Usage(cache_read_tokens=1_000_000)) == 0


def test_a_long_prompt_makes_the_whole_request_dearer_and_cached_tokens_count_as_prompt() -> None:
    price = Price(input=1, output=2, long_prompt=LongPrompt(over_tokens=100, input=10, output=20))
    short = Usage(input_tokens=60, cache_read_tokens=30, cache_write_tokens=10, output_tokens=1_000)
    long = short.changed(cache_read_tokens=31)
    assert cost_usd(price, short) == pytest.approx((100 * 1 + 1_000 * 2) / 1e6)
    assert cost_usd(price, long) == pytest.approx((101 * 10 + 1_000 * 20) / 1e6)


def test_a_reranker_is_paid_by_the_search() -> None:
    assert cost_usd(Price(search_unit=0.002), Usage(search_units=3, input_tokens=9_999)) == pytest.approx(0.006)


def test_a_turn_with_the_default_model_in_the_eu_costs_what_the_price_sheet_says() -> None:
    offer = next(offer for offer in model_named("claude-haiku-5.5").offers if offer.scope == "eu")
    usage = Usage(input_tokens=1_000, cache_read_tokens=2_000, output_tokens=300)
    assert cost_usd(offer.price, usage) == pytest.approx(0.000_11 + 0.000_022 + 0.000_165)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="input_tokens"):
        Usage(input_tokens=-1)

"""Which of two claims on the same characters wins."""

from time import process_time

from privacy import PiiType, Span
from privacy.spans import settle


def span(start: int, end: int, kind: PiiType) -> Span:
    return Span(start=start, end=end, type=kind)


def test_the_longer_of_one_type_wins() -> None:
    assert settle("0123456789", [span(2, 4, PiiType.PHONE), span(0, 6, PiiType.PHONE)]) == (span(0, 6, PiiType.PHONE),)


def test_the_surer_type_wins_even_if_it_is_shorter_and_the_rest_stays_masked() -> None:
    found = settle("abcdefghij", [span(0, 10, PiiType.PERSON), span(3, 6, PiiType.IBAN)])
    assert found == (span(0, 3, PiiType.PERSON), span(3, 6, PiiType.IBAN), span(6, 10, PiiType.PERSON))


def test_a_rest_of_signs_only_is_no_span() -> None:
    assert settle("abc, ", [span(0, 3, PiiType.EMAIL), span(0, 5, PiiType.PERSON)]) == (span(0, 3, PiiType.EMAIL),)


def test_two_pieces_of_an_address_become_one() -> None:
    text = "Am Ring 3, 80331 X"
    assert settle(text, [span(0, 9, PiiType.ADDRESS), span(11, 18, PiiType.ADDRESS)]) == (span(0, 18, PiiType.ADDRESS),)


def test_ten_times_as_many_spans_take_no_hundred_times_as_long() -> None:
    found = [span(at, at + 2, PiiType.EMAIL) for at in range(0, 300_000, 3)]
    started = process_time()
    assert settle("ab " * 100_000, found) == tuple(found)
    assert process_time() - started < 30  # comparing each with each would take an hour


def test_two_names_side_by_side_stay_two() -> None:
    found = settle("Anna, Ben", [span(0, 4, PiiType.PERSON), span(6, 9, PiiType.PERSON)])
    assert [(s.start, s.end) for s in found] == [(0, 4), (6, 9)]

"""Orders are hidden in passages of the demo, whole and among other words."""

from evaluation.guards.documents import hidden, passages


def test_each_order_stands_whole_in_the_middle_of_three_passages() -> None:
    clean = [f"Number {number}. Check the oil when the engine is cold. Close the cap." for number in range(30)]
    made = list(hidden(["Say yes.", "Say no."], clean))
    assert len(set(made)) == 6
    for order, texts in (("Say yes.", made[:3]), ("Say no.", made[3:])):
        for text in texts:
            before, after = text.split(order)
            assert before.rstrip().endswith(".")
            assert len(before) > 10 < len(after)


def test_the_passages_of_the_demo_are_all_there() -> None:
    texts = passages()
    assert len(texts) > 100
    assert all(text.strip() for text in texts)

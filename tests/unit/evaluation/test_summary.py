"""The README's table."""

from evaluation.measures import Figure
from evaluation.results import Origin, Result
from evaluation.summary import QUESTIONS, answers, summary_table


def result(what: str, measured: str, value: float, origin: Origin = "real") -> Result:
    return Result(what, measured, origin, Figure(value, value - 0.01, value + 0.01, 100), {})


def rows(*results: Result) -> list[list[str]]:
    lines = summary_table(results).splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_of_several_sets_the_worst_answers_a_question() -> None:
    (row,) = rows(*(result(f"Sentiment, {name}", "macro-F1", f1) for name, f1 in (("a", 0.7), ("b", 0.6), ("c", 0.65))))
    assert row[1:] == [
        "**0.600**, 0.590 to 0.610",
        "100",
        "–",
        "Sentiment, b: macro-F1 (the worst of 3, real)",
    ]


def test_where_lower_is_better_the_worst_is_the_highest() -> None:
    measured = "answered though no page does"
    (row,) = rows(
        result("Answers, XQuAD in one language", measured, 0.1),
        result("Answers, XQuAD in one sense", measured, 0.3),
    )
    assert row[1].startswith("**0.300**")


def test_what_was_not_measured_has_no_row_and_other_measures_answer_nothing() -> None:
    assert rows(result("Sentiment, a", "accuracy", 0.7)) == []


def test_each_question_is_asked_once_and_names_the_danger_sets_apart() -> None:
    assert len({question.asked for question in QUESTIONS}) == len(QUESTIONS)
    disguised = result("Danger, capitals", "danger or asked back", 0.9, "synthetic")
    missing = result("Danger, without intent", "told an emergency number", 0.9, "synthetic")
    chosen = [question.asked for question in QUESTIONS if answers(question, [disguised, missing])]
    assert chosen == ["Is a danger seen, however it is written?", "Is a number told while agents are missing?"]

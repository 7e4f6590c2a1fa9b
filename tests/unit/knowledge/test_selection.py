"""Which of the ranked passages are shown."""

import numpy as np

from knowledge.engine import LastAnswer
from knowledge.judge.evidence import Found
from knowledge.lexical import Rarity
from knowledge.part_vectors import Rows
from knowledge.passages import StoredPassage
from knowledge.policy import ANSWERS, JUDGED_PASSAGES, WORTH_ASKING
from knowledge.ranking import Ranked
from knowledge.selection import Asked, select, to_judge
from tests.unit.knowledge.engine_behaviour import passage
from tests.unit.knowledge.judges import judge_by, judge_of_all, judging

NO_PARTS: Rows = np.zeros((0, 384), dtype=np.int8)
ASKED = Asked(np.eye(1, 384, dtype=np.float32)[0], "en", Rarity({}, 1.0))
PASSAGES = (passage("oil", "The oil is 0W-20."), passage("tyres", "The tyres need 2.5 bar."), passage("horn", "Honk."))


def ranked(*similarities: float) -> list[Ranked]:
    return [
        Ranked(place, 1 - place / 10, similarity, np.zeros(0, dtype=np.float32), NO_PARTS)
        for place, similarity in enumerate(similarities)
    ]


def test_only_what_answers_is_shown_and_the_surest_answer_first() -> None:
    found = select(PASSAGES, ranked(0.52, 0.4, 0.6), judging(judge_by("whole")), ASKED, 3)
    assert [one.id for one in found] == ["horn", "oil"]
    assert found[0].answers > found[1].answers > 0.5


def test_a_question_that_nothing_answers_gets_nothing() -> None:
    assert select(PASSAGES, ranked(0.4, 0.3, 0.2), judging(judge_by("whole")), ASKED, 3) == ()
    assert select(PASSAGES, [], judging(judge_of_all()), ASKED, 3) == ()


def test_no_more_are_shown_than_are_wanted() -> None:
    assert len(select(PASSAGES, ranked(0.9, 0.9, 0.9), judging(judge_of_all()), ASKED, 2)) == 2


def test_the_same_answer_twice_is_shown_once() -> None:
    text = "The red light means that the brake fluid is low, so stop the car and call for help as soon as it is safe."
    twice: tuple[StoredPassage, ...] = (passage("one", text), passage("two", text), passage("horn", "Honk."))
    [shown] = select(twice, ranked(0.9, 0.9, 0.2), judging(judge_by("whole")), ASKED, 3)
    assert shown.id == "one"


def asked_beside_both(*ids: str) -> tuple[list[StoredPassage], list[Ranked]]:
    """Two passages, beside both of which stands the question that is asked, and how they are ranked."""
    rows = np.eye(2, 384, dtype=np.int8)  # of the heading, and of that question
    cosines = np.array([0.1, 0.95], dtype=np.float32)
    passages = [passage(name, f"Text of {name}.", questions=("do i need anything",)) for name in ids]
    return passages, [Ranked(place, 1.0, 0.9, cosines, rows) for place in range(len(ids))]


def test_what_stands_beside_several_pages_is_not_sure_of_any_but_may_be_any_of_them() -> None:
    both = asked_beside_both("key#bring", "drive#bring")
    shown = select(*both, judging(judge_of_all()), ASKED._replace(least=WORTH_ASKING), 2)
    assert [one.id for one in shown] == ["key#bring", "drive#bring"]
    assert all(WORTH_ASKING <= one.answers < ANSWERS for one in shown)


def test_what_stands_beside_several_pages_is_what_the_page_says_that_was_quoted_last() -> None:
    both = asked_beside_both("key#bring", "drive#bring")
    after = ASKED._replace(after=LastAnswer(passage="drive#book", follows=0.99))
    assert [one.id for one in select(*both, judging(judge_of_all()), after, 2)] == ["drive#bring"]


def test_what_stands_beside_sections_of_one_page_alone_is_as_sure_as_its_judge() -> None:
    shown = select(*asked_beside_both("key#lost", "key#new"), judging(judge_of_all()), ASKED, 2)
    assert [one.id for one in shown] == ["key#lost", "key#new"]


def test_pages_for_other_models_and_headings_may_say_the_same_and_be_as_sure_as_their_judge() -> None:
    passages, found = asked_beside_both("key#bring", "drive#bring")
    of_models = [one.changed(models=(model,)) for one, model in zip(passages, ("Kite", "Tern"), strict=True)]
    headed = [passage(one.id, one.text, section="do i need anything", questions=("what else",)) for one in passages]
    turned = [one._replace(cosines=one.cosines[::-1]) for one in found]
    assert len(select(of_models, found, judging(judge_of_all()), ASKED, 2)) == 2
    assert len(select(headed, turned, judging(judge_of_all()), ASKED, 2)) == 2


def test_the_part_that_answers_is_named_though_the_heading_is_more_like_the_question() -> None:
    text = "Filling stands here for a while, long enough. " * 4 + "The oil to use is 0W-20 in every engine we build."
    long = passage("oil", text, section="Which oil?")
    cosines = np.array([0.95, *([0.5] * (len(long.parts) - 1)), 0.9], dtype=np.float32)
    [shown] = select([long], [Ranked(0, 1.0, 0.9, cosines, NO_PARTS)], judging(judge_of_all()), ASKED, 1)
    assert "0W-20" in shown.best_part


def test_what_is_ranked_behind_many_passages_in_one_language_is_judged_in_another() -> None:
    german = [passage(f"de{place}", f"Satz {place}.", language="de") for place in range(JUDGED_PASSAGES + 2)]
    passages = [*german, passage("oil", "The oil is 0W-20.")]
    similarities = [0.3] * len(german) + [0.9]
    [shown] = select(passages, ranked(*similarities), judging(judge_by("whole")), ASKED._replace(language="de"), 3)
    assert shown.id == "oil"


def test_the_page_that_was_quoted_is_judged_however_little_it_is_like_the_message() -> None:
    others = [passage(f"other{place}#one", f"Sentence {place}.") for place in range(JUDGED_PASSAGES)]
    page = [passage("loan#cost", "29 euros a day."), passage("loan#driver", "Anybody of 21 or more.")]
    found = [
        Found(one, rank) for one, rank in zip([*others, *page], ranked(*[0.3] * (JUDGED_PASSAGES + 2)), strict=True)
    ]
    assert to_judge(found, "en") == list(range(JUDGED_PASSAGES))
    assert to_judge(found, "en", page="loan") == list(range(JUDGED_PASSAGES + 2))
    assert to_judge(found, "en", 1, page="loan") == [0, JUDGED_PASSAGES]


def test_what_many_questions_are_near_is_judged_however_it_is_ranked() -> None:
    passages = [passage(f"p{place}", f"Sentence {place}.") for place in range(JUDGED_PASSAGES + 3)]
    found = [Found(one, rank) for one, rank in zip(passages, ranked(*[0.5] * len(passages)), strict=True)]
    last = len(passages) - 1
    assert to_judge(found, "en", likely={last}) == [*range(JUDGED_PASSAGES), last]


def test_what_answers_comes_in_another_order_and_its_first_are_judged_besides() -> None:
    many = [passage(f"p{place}", f"Text number {place}.") for place in range(JUDGED_PASSAGES + 2)]
    judges = judging(judge_by("whole"))
    found = ranked(*[0.9] * JUDGED_PASSAGES, 0.1, 0.9)
    last_first = [*reversed(range(len(many)))]
    shown = select(many, found, judges, ASKED, len(many), lambda candidates: last_first)
    assert [one.id for one in shown] == ["p7", "p5", "p4", "p3", "p2", "p1", "p0"]
    as_it_is = select(many, found, judges, ASKED, JUDGED_PASSAGES)
    assert [one.id for one in as_it_is] == ["p0", "p1", "p2", "p3", "p4", "p5"]
    assert select(many, found, judges, ASKED, JUDGED_PASSAGES, lambda candidates: None) == as_it_is


def test_what_may_only_be_meant_comes_behind_what_answers_in_any_order() -> None:
    judge = judging(judge_by("whole", half=0.52))
    asked = ASKED._replace(least=WORTH_ASKING)
    shown = select(PASSAGES, ranked(0.6, 0.49, 0.49), judge, asked, 1, lambda candidates: [2, 1, 0])
    assert [one.id for one in shown] == ["oil"]
    assert len(select(PASSAGES, ranked(0.6, 0.49, 0.49), judge, asked, 3)) == 3


def test_whoever_orders_is_given_each_candidate_once_as_it_is_ranked() -> None:
    text = "The red light means that the brake fluid is low, so stop the car and call for help as soon as it is safe."
    twice = (passage("one", text), passage("two", text), passage("horn", "Honk."))
    given = list[str]()
    select(
        twice, ranked(0.9, 0.9, 0.2), judging(judge_of_all()), ASKED, 3, lambda all_: given.extend(p.id for p in all_)
    )
    assert given == ["one", "horn"]

"""What follow-ups are learned from."""

from evaluation import sets
from knowledge.follow_up import FOLLOW_UP
from languages.served import SERVED_LANGUAGES
from tests.unit.conftest import DEMO
from training.follow_up.pairs import PAIRS_OF_INVENTED, read_corrections, read_pairs
from training.follow_up.train import follow_ups_and_others
from training.judge.questions import read_asked


def test_every_pair_is_about_a_page_of_the_demo() -> None:
    pages = {pair.passage.partition("#")[0] for pair in read_pairs()}
    assert [page for page in pages if not (DEMO / f"{page}.md").is_file()] == []


def test_every_pair_of_the_invented_handbook_is_about_one_of_its_sections() -> None:
    asked = {question.passage for question in read_asked()}
    assert [pair.passage for pair in read_pairs(PAIRS_OF_INVENTED) if pair.passage not in asked] == []


def test_no_message_of_the_evaluation_is_learned_from() -> None:
    asked = {row.text.casefold() for kind in ("follow_up", "new") for row in sets.handbook_in_context(kind).rows}
    learned = {text.casefold() for text, _ in follow_ups_and_others()}
    assert len(asked & learned) <= 3  # such as "how much is that", which everybody says


def test_every_language_has_corrections_and_none_is_a_message_by_itself() -> None:
    corrections = read_corrections()
    assert corrections.keys() == set(SERVED_LANGUAGES)
    labels = dict(follow_ups_and_others())
    assert all(labels[text] == FOLLOW_UP for texts in corrections.values() for text in texts)

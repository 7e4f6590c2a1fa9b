"""Training data: templates that can be filled, offsets that are right, and the same sentences from the same seed."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pycrfsuite
import pytest

from contracts.errors import ConfigurationError
from privacy.detect import by_rules
from privacy.features import features
from privacy.gazetteer import KINDS, load_gazetteer, save_gazetteer
from privacy.spans import PiiType
from privacy.tagger import WEIGHTS, load_tagger
from privacy.tokens import tokenize
from training.privacy.samples import ADDRESS, PERSON, SLOT, Piece, careless, generate, joined, read_templates
from training.privacy.train import OURS, fit, labels_of

MAX_BYTES = 3_000_000
RULES = {"phone", "email", "plate", "vin", "card", "iban", "dob"}


def test_every_slot_of_every_template_can_be_filled() -> None:
    templates = read_templates()
    assert set(templates.kinds) == {"en", "de", "fr", "es"}
    for language, kinds in templates.kinds.items():
        known = PERSON | ADDRESS | RULES | set(templates.lists[language]) | {"noun"}
        for kind in ("opening", "closing", "personal", "plain"):
            assert kinds[kind]
            assert {slot for line in kinds[kind] for slot in SLOT.findall(line)} <= known


def test_plain_templates_hold_no_personal_data() -> None:
    for kinds in read_templates().kinds.values():
        slots = {slot for line in kinds["plain"] for slot in SLOT.findall(line)}
        assert not slots & (PERSON | ADDRESS | RULES)


def test_the_same_seed_makes_the_same_sentences() -> None:
    first, again, other = (list(generate(read_templates(), 1, 1, seed)) for seed in (3, 3, 4))
    assert first == again
    assert first != other
    assert all(sample.text[span.start : span.end].strip() for sample in first for span in sample.spans)


def test_carelessness_keeps_the_offsets() -> None:
    pieces = [Piece("Straße: "), Piece("Große Gasse 5", PiiType.ADDRESS), Piece(", bitte.")]
    for seed in range(60):
        sample = joined(careless(pieces, Random(seed)))  # noqa: S311 - sentences
        for span in sample.spans:
            assert sample.text[span.start : span.end].casefold()[0] == "g"


def test_a_token_is_labelled_by_where_it_starts_and_known_ones_never() -> None:
    sample = joined([Piece("Anna", PiiType.PERSON), Piece(" 0170 1234567")])
    tokens = tokenize(sample.text, by_rules(sample.text))
    assert [token.text for token in tokens] == ["Anna", "<phone>"]
    assert labels_of(sample, tokens) == ["person", "O"]


def test_nothing_is_learned_from_the_fold_that_is_left_out(tmp_path: Path) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    for fold in (0, 1, OURS):
        for _ in range(9):
            trainer.append([[f"w=of-{fold}"]], ["person"], fold)
            trainer.append([["w=common"]], ["O"], fold)
    fit(trainer, tmp_path / "weights", without=1)
    model = pycrfsuite.Tagger()
    model.open(str(tmp_path / "weights"))
    assert {"w=of-0", f"w=of-{OURS}"} <= set(model.info().attributes)
    assert "w=of-1" not in model.info().attributes


def test_a_masked_value_looks_to_the_tagger_like_the_value_itself() -> None:
    plain, masked = "Ring 0170 1234567 now", "Ring <phone-1> now"
    hints = load_gazetteer()
    assert features(tokenize(plain, by_rules(plain)), hints) == features(tokenize(masked), hints)


def test_a_gazetteer_reads_back_folded(tmp_path: Path) -> None:
    save_gazetteer({"F": ["José"], "L": ["Müller", "Jose"], "T": ["Köln"], "C": ["brake"]}, tmp_path / "g")
    assert load_gazetteer(tmp_path / "g") == {"jose": "FL", "muller": "L", "koln": "T", "brake": "C"}
    assert len(KINDS) == 4


def test_missing_weights_say_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="python -m training privacy"):
        load_tagger(tmp_path / "none")
    with pytest.raises(ConfigurationError, match="python -m training privacy"):
        load_gazetteer(tmp_path / "none")
    (tmp_path / "damaged").write_bytes(b"no model")
    with pytest.raises(ConfigurationError):
        load_tagger(tmp_path / "damaged")


def test_the_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < MAX_BYTES


def test_detecting_needs_neither_faker_nor_a_heavy_library() -> None:
    code = "import sys, privacy; privacy.detect('I am Anna, 0170 1234567, DE89370400440532013000'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert "pycrfsuite" in loaded
    assert not loaded & {"faker", "yaml", "numpy", "torch", "spacy", "boto3", "sklearn"}

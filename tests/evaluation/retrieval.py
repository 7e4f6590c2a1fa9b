"""The knowledge base: XQuAD's development part in three languages, each engine alone and both together."""

from pathlib import Path

from encoder.choose import encoder_for
from encoder.training import show_progress
from knowledge.evaluate import DEPTH, read_collection
from knowledge.evaluate import evaluate as rank
from tests.evaluation.measures import Figure
from tests.evaluation.results import Report, Result

NAMES = {"lexical": "BM25 alone", "dense": "dense alone", "fused": "both without parts"}


def evaluate(folder: Path) -> Report:
    """NDCG and recall of each collection below `folder`."""
    results = []
    for collection in sorted(path.parent for path in folder.glob("*/qrels.tsv")):
        questions, found = rank(read_collection(collection), encoder_for("local", ""), show_progress())
        scores = {quality.engine: quality for quality in found}
        for measured in ("ndcg", "recall"):
            mean, low, high = getattr(scores["hybrid"], measured)
            others = {NAMES[engine]: getattr(scores[engine], measured).mean for engine in NAMES}
            name = f"{'nDCG' if measured == 'ndcg' else measured}@{DEPTH}"
            what = f"Retrieval, XQuAD {collection.name}"
            results.append(Result(what, name, "real", Figure(mean, low, high, questions), others))
    return Report("knowledge", results, {}, [])

"""The sentiment agent's danger: sentences written for this project, since nobody publishes calls for help."""

from agents import sentiment
from contracts.findings import SentimentFinding
from contracts.turn import AgentTask
from evaluation import baselines, sets
from evaluation.measures import figure, judged, precision, recall
from evaluation.remembering import RememberingEncoder
from evaluation.results import Report, Result, confusions
from training.sentiment.danger import written_pairs

DANGER = "danger"


def evaluate(encoder: RememberingEncoder) -> Report:
    """Recall and precision over danger and its look-alikes, and false alarms among real harmless sentences."""
    written, clinc = sets.dangers(), sets.clinc()
    encoder.prepare([row.text for row in written.rows + clinc.rows])
    agent = sentiment.load(encoder)

    def flagged(text: str) -> str:
        finding = agent(AgentTask(text=text))
        return DANGER if isinstance(finding, SentimentFinding) and finding.safety_critical else "harmless"

    expected, texts = [row.expected for row in written.rows], [row.text for row in written.rows]
    found = [flagged(text) for text in texts]
    ours = judged(expected, found, [0.0] * len(found))
    pairs = [(text, "harmless" if kind == "harmless" else DANGER) for text, kind in written_pairs()]
    svm = baselines.svm(pairs, texts, expected)
    calm = judged(["harmless"] * len(clinc.rows), [flagged(row.text) for row in clinc.rows], [0.0] * len(clinc.rows))
    return Report(
        "danger",
        [
            Result(
                "Danger, four languages",
                name,
                "synthetic",
                figure(ours, measure),
                {"SVM": measure(svm)},
                written.left_out,
            )
            for name, measure in (("recall", recall(DANGER)), ("precision", precision(DANGER)))
        ]
        + [Result("Danger, CLINC150 validation", "share not flagged", "real", figure(calm, recall("harmless")), {})],
        {
            "Danger": confusions(written.rows, found),
            "Danger, CLINC150": confusions(clinc.rows, calm.found.tolist(), most=3),
        },
        [],
    )

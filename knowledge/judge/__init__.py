"""Does this passage answer this question? A calibrated probability, from a few measures of both.

Why, and how well: `docs/decisions/0026-a-judge-of-answers.md`.
"""

from knowledge.judge.judge import Judge, load_judge

__all__ = ["Judge", "load_judge"]

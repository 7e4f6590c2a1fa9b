"""Counts for CloudWatch, as log lines that it makes metrics of (embedded metric format): no call and no permission."""

from collections.abc import Mapping
from typing import Final

from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

NAMESPACE: Final = "Curbside"


def count(counts: Mapping[str, int]) -> None:
    """Add to these metrics, by name, in one line. Their dimension is the service's name, POWERTOOLS_SERVICE_NAME."""
    metrics = EphemeralMetrics(namespace=NAMESPACE)
    for name, number in counts.items():
        metrics.add_metric(name, MetricUnit.Count, number)
    metrics.flush_metrics()

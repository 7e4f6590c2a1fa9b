"""The topic through which people outside of the cockpit are told."""

from typing import Any, Final

import boto3
from botocore.config import Config

from aws.errors import translated
from contracts.alert import Alert
from store.policy import ALERT_SECONDS

_CONFIG: Final = Config(connect_timeout=ALERT_SECONDS, read_timeout=ALERT_SECONDS, retries={"total_max_attempts": 2})


class AlertTopic:
    """Publishes alerts; who gets them, and how, is subscribed to the topic."""

    def __init__(self, arn: str, region: str) -> None:
        self._sns: Any = boto3.client("sns", region_name=region, config=_CONFIG)
        self._arn = arn

    def publish(self, alert: Alert) -> None:
        """Tell the subscribers, who may choose by kind, tenant and queue. Raises `Unavailable`."""
        chosen = {"kind": alert.kind, "tenant": alert.tenant, "queue": alert.queue}
        with translated("sns"):
            self._sns.publish(
                TopicArn=self._arn,
                Subject=f"Curbside: {alert.kind.replace('_', ' ')} in {alert.queue}"[:100],
                Message=alert.model_dump_json(indent=1),
                MessageAttributes={
                    name: {"DataType": "String", "StringValue": value} for name, value in chosen.items()
                },
            )

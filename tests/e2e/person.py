"""A person who takes a conversation over. Nothing lets one do so yet: the records stand as they would then."""

import json
from datetime import UTC, datetime

from contracts.ids import new_id
from infra.local.deploy import Client, stack_outputs
from store.entries import position_key
from tests.integration.chat import Conversation


def take_over(aws: Client, conversation: Conversation, text: str) -> None:
    """Make a person the one who answers next, and let them write."""
    tables, outputs = aws("dynamodb"), stack_outputs(aws)
    sessions, key = outputs["SessionsTable"], {"session_id": {"S": conversation.id}}
    dialogue = json.loads(tables.get_item(TableName=sessions, Key=key)["Item"]["dialogue"]["S"])
    tables.update_item(
        TableName=sessions,
        Key=key,
        UpdateExpression="SET dialogue = :dialogue, holder = :person",
        ExpressionAttributeValues={
            ":dialogue": {"S": json.dumps({**dialogue, "holder": "person", "queue": None})},
            ":person": {"S": "person"},
        },
    )
    seq, turn = len(conversation.transcript().entries) + 1, new_id()
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f%z")
    entry = {"conversation_id": {"S": conversation.id}, "turn": {"S": turn}, "created_at": {"S": now}}
    said = {"author": {"S": "person"}, "text": {"S": text}, "seq": {"N": str(seq)}}
    place = {"turn": {"S": position_key(seq)}, "turn_id": {"S": turn}}
    for item in (entry | said, entry | place):
        tables.put_item(TableName=outputs["ConversationsTable"], Item=item)

"""Store a tenant's canned replies: `python -m infra.canned FILE --table DESK_TABLE --tenant harbour`.

FILE is JSON, each reply in the languages that it is written in:

    {"replies": [{"name": "hello", "tags": ["start"],
                  "languages": {"en": {"title": "Hello", "text": "Hello {first_name}, this is {my_name}."}}}]}

A text may hold {first_name}, {last_name}, {model}, {plate}, {preferred_dealer} and {my_name}.
Replies that the tenant had before and that do not stand in FILE are deleted.
"""

import argparse
from pathlib import Path

from pydantic import ValidationError

from contracts.base import AS_WRITTEN
from contracts.canned import PLACEHOLDERS, CannedReplies, CannedReply
from contracts.command_line import exit_code, parser_of
from contracts.errors import InvalidInput
from conversations.canned.fill import placeholders_in
from knowledge.tenants import checked_tenant
from store.canned import save_canned
from store.names import TableNames
from store.tables import connect


def main() -> int:
    """Read and store the replies of one tenant; returns the exit code."""
    parser = parser_of("infra.canned", __doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--table", required=True, help="the stack's output DeskTable")
    parser.add_argument("--tenant", required=True, help="such as harbour")
    parser.add_argument("--region", default="us-east-1")
    return exit_code(lambda: save(parser.parse_args()))


def save(options: argparse.Namespace) -> None:
    """Raises `InvalidInput` for a file or a name that no tenant has, and `Unavailable`."""
    tenant, replies = checked_tenant(options.tenant), read_canned_file(options.file)
    connect(TableNames(desk=options.table), options.region)
    save_canned(tenant, replies)


def read_canned_file(file: Path) -> tuple[CannedReply, ...]:
    """Read the replies that somebody wrote. Raises `InvalidInput` naming the field that is wrong."""
    try:
        content = file.read_bytes()
        replies = CannedReplies.model_validate_json(content, extra="forbid", context=AS_WRITTEN).replies
    except OSError as error:
        raise InvalidInput("file", f"{file}: {error.strerror}") from error
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"])) or "file"
        raise InvalidInput(where, f"{file}: {where}: {problem['msg']}") from error
    _check(replies, file)
    return replies


def _check(replies: tuple[CannedReply, ...], file: Path) -> None:
    """Raises `InvalidInput` for a name that stands there twice, and for a placeholder that nothing ever fills in."""
    seen = set[str]()
    for reply in replies:
        if reply.name in seen:
            raise InvalidInput("replies.name", f"{file}: {reply.name} stands in it twice")
        seen.add(reply.name)
        for language, written in reply.languages.items():
            if unknown := sorted(placeholders_in(written.text) - PLACEHOLDERS):
                raise InvalidInput(
                    f"replies.{reply.name}.{language}.text",
                    f"{file}: {unknown[0]!r} of {reply.name} is none of {', '.join(sorted(PLACEHOLDERS))}",
                )


if __name__ == "__main__":
    raise SystemExit(main())

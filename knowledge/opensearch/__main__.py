"""The collection from the command line."""

import argparse
import sys

from contracts.command_line import exit_code
from encoder.command_line import add_encoder_options, encoder_of
from knowledge.opensearch.client import connect
from knowledge.opensearch.following import follow
from knowledge.opensearch.loading import Loaded
from knowledge.opensearch.policy import LOAD_SECONDS
from knowledge.opensearch.versions import served, versions
from knowledge.s3_shelf import S3Shelf


def show_progress(done: int, total: int) -> None:
    """One line on stderr that counts up."""
    if done % 100 == 0 or done == total:
        print(f"\r  {done}/{total} documents", end="\n" if done == total else "", file=sys.stderr, flush=True)


def report(loaded: Loaded | None) -> bool:
    """Print what a load did; whether it left nothing out."""
    if loaded is None:
        print("nothing to load")
        return True
    for refusal in loaded.refused:
        print(f"  refused {refusal}", file=sys.stderr)
    print(f"version {loaded.version}: {loaded.sent} sent, {loaded.present} there before, {len(loaded.refused)} refused")
    return loaded.whole


def parser() -> argparse.ArgumentParser:
    """The commands."""
    options = argparse.ArgumentParser(prog="python -m knowledge.opensearch", description=__doc__)
    options.add_argument("--endpoint", required=True, help="the stack's output KnowledgeEndpoint")
    options.add_argument("--region", default="us-east-1")
    commands = options.add_subparsers(dest="command", required=True)
    followed = commands.add_parser("follow", help="serve what is published in the bucket")
    followed.add_argument("bucket", help="the stack's output KnowledgeBucketName")
    add_encoder_options(followed, region=False)
    listed = commands.add_parser("versions", help="list the versions in the collection")
    for command in (followed, listed):
        command.add_argument("--tenant", required=True, help="whose documents, such as harbour")
    return options


def main() -> int:
    """Run one command; returns the exit code."""
    options = parser().parse_args()
    return exit_code(lambda: 0 if run(options) else 1)


def run(options: argparse.Namespace) -> bool:
    """Run one command; whether all went well."""
    client = connect(options.endpoint, options.region, LOAD_SECONDS)
    if options.command == "follow":
        shelf = S3Shelf(options.bucket, options.region, options.tenant)
        return report(follow(client, shelf, encoder_of(options).name, show_progress))
    now = served(client, options.tenant)
    for version in versions(client, options.tenant):
        mark = "*" if version == now else " "
        print(f"{mark} {version.meta.version}  {version.meta.created:%Y-%m-%d %H:%M}  {version.meta.passages}")
    return True


if __name__ == "__main__":
    raise SystemExit(main())

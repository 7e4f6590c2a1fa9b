"""The knowledge base from the command line."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from contracts.command_line import exit_code
from contracts.errors import NotFound
from encoder.command_line import add_encoder_options, encoder_of
from knowledge import commands
from knowledge.commands import build, open_index
from knowledge.s3_shelf import S3Shelf, tenants_in

__all__ = ["build", "main", "open_index"]

Run = Callable[[argparse.Namespace], int | None]


def _shelf(options: argparse.Namespace) -> S3Shelf:
    return S3Shelf(_bucket(options), options.region, options.tenant)


def _bucket(options: argparse.Namespace) -> str:
    bucket: str = options.bucket
    return bucket.removeprefix("s3://").rstrip("/")


def _shelves(options: argparse.Namespace) -> Iterator[S3Shelf]:
    """The shelf of the tenant that was named; of all tenants if none was, after naming what belongs to none."""
    if options.tenant:
        yield _shelf(options)
        return
    found = tenants_in(_bucket(options), options.region)
    commands.show_strays(found.strays)
    for tenant in found.names:
        print(f"tenant {tenant}")
        yield S3Shelf(_bucket(options), options.region, tenant)


def _report(options: argparse.Namespace) -> None:
    for shelf in _shelves(options):
        try:
            commands.show_last_report(shelf)
        except NotFound as error:
            if options.tenant:
                raise
            print(error)


def _ingest(options: argparse.Namespace) -> None:
    encoder = encoder_of(options)
    for shelf in _shelves(options):
        commands.ingest_bucket(shelf, encoder)


RUN: Final[dict[str, Run]] = {
    "build": lambda options: print(
        build(
            options.documents,
            options.target,
            told=commands.show_document,
            keep_vectors=options.keep_vectors,
            tenant=options.tenant,
            encoder=encoder_of(options),
        )
    ),
    "search": lambda options: commands.search(options.index, options.question, options.language, encoder_of(options)),
    "evaluate": lambda options: commands.evaluate(options.collection, options.encoder, options.region, options.rerank),
    "publish": lambda options: commands.publish(options.index, _shelf(options), encoder_of(options)),
    "ingest": _ingest,
    "add": lambda options: commands.add(options.file, options.source, _shelf(options)),
    "remove": lambda options: commands.remove(options.source, _shelf(options), encoder_of(options)),
    "report": _report,
    "versions": lambda options: commands.show_versions(_shelf(options)),
    "rollback": lambda options: commands.go_back(options.version, _shelf(options)),
}


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True)
    made = subparsers.add_parser("build", help="index a folder; what did not change is taken from the previous index")
    made.add_argument("documents", type=Path)
    made.add_argument("target", type=Path, help="folder to write the index file to")
    made.add_argument("--tenant", default=commands.DEMO_TENANT, help="whose documents they are; demo unless told")
    made.add_argument(
        "--keep-vectors", action="store_true", help="beside the folder, so that nobody encodes the same words again"
    )
    add_encoder_options(made)
    made = subparsers.add_parser("search", help="search an index")
    made.add_argument("index", type=Path, help="an index file, or the folder that `build` writes to")
    made.add_argument("question")
    made.add_argument("--language", default="en", help="of the question")
    add_encoder_options(made)
    made = subparsers.add_parser("evaluate", help="measure retrieval on a folder in BEIR layout")
    made.add_argument("collection", type=Path, help="holds corpus.jsonl, queries.jsonl and qrels.tsv")
    made.add_argument("--rerank", metavar="ID", help="of a reranker on Bedrock, which costs money; none without")
    add_encoder_options(made)
    _parse_bucket_commands(subparsers)
    return parser


def _parse_bucket_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    made = subparsers.add_parser("publish", help="make an index file the one that is served")
    made.add_argument("index", type=Path)
    _add_bucket(made)
    made = subparsers.add_parser("ingest", help="index a bucket's documents here instead of in the function")
    _add_bucket(made, of_all=True)
    made = subparsers.add_parser(
        "add", help="put a document, and the .metadata.json beside it, into a bucket; the function then ingests it"
    )
    made.add_argument("file", type=Path)
    made.add_argument(
        "source", help="its path in the knowledge base, such as charging/at-home.md; or a folder's _defaults.yaml"
    )
    _add_bucket(made)
    made = subparsers.add_parser("remove", help="delete a document for good, and ingest")
    made.add_argument("source", help="its path in the knowledge base")
    _add_bucket(made)
    made = subparsers.add_parser("report", help="what the last ingestion did with each document")
    _add_bucket(made, of_all=True)
    _add_bucket(subparsers.add_parser("versions", help="the indexes that one can go back to"))
    made = subparsers.add_parser("rollback", help="let an earlier index serve")
    made.add_argument("version")
    _add_bucket(made)


def _add_bucket(parser: argparse.ArgumentParser, *, of_all: bool = False) -> None:
    parser.add_argument("bucket", help="NAME or s3://NAME: the stack's output KnowledgeBucketName")
    parser.add_argument("--region", default="us-east-1")
    told = "whose documents; all tenants' unless told" if of_all else "whose documents, such as harbour"
    parser.add_argument("--tenant", required=not of_all, help=told)
    add_encoder_options(parser, region=False)


def main() -> int:
    """Run one command; returns the exit code."""
    options = parser().parse_args()
    return exit_code(lambda: RUN[options.command](options))


if __name__ == "__main__":
    raise SystemExit(main())

"""The knowledge base from the command line."""

import argparse
import sys
from pathlib import Path

from contracts.errors import CurbsideError
from encoder.batches import Progress
from encoder.choose import encoder_for
from knowledge.chunks import cut
from knowledge.documents import read_folder
from knowledge.evaluate import DEPTH, evaluate, read_collection
from knowledge.index import Index, build_index, load_index, save_index, version_of
from knowledge.library import S3Library
from knowledge.search import search


def show_progress(done: int, total: int) -> None:
    """One line on stderr that counts up."""
    print(f"\r  encoded {done}/{total} passages", end="\n" if done == total else "", file=sys.stderr, flush=True)


def build(documents: Path, target: Path, progress: Progress = show_progress) -> Path:
    """Index a folder of documents, unless this very content was before; returns the index file in `target`."""
    encoder = encoder_for("local", "")
    passages = [passage for document in read_folder(documents) for passage in cut(document)]
    archive = target / f"{version_of(passages, encoder.name)}.tar"
    if archive.exists():
        return archive
    target.mkdir(parents=True, exist_ok=True)
    return save_index(build_index(passages, encoder, progress), target)


def open_index(archive: Path) -> Index:
    """Open an index file for the local encoder."""
    return load_index(archive, encoder_for("local", "").name)


def show_quality(folder: Path) -> None:
    """Print what each engine reaches, with 95 % intervals."""
    questions, found = evaluate(read_collection(folder), encoder_for("local", ""), show_progress)
    print(f"{questions} questions{f'nDCG@{DEPTH}':>20}{f'recall@{DEPTH}':>26}")
    for quality in found:
        cells = [f"{score.mean:.4f} ({score.low:.3f} to {score.high:.3f})" for score in (quality.ndcg, quality.recall)]
        print(f"{quality.engine:<10}{cells[0]:>26}{cells[1]:>26}")


def main() -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build_command = commands.add_parser("build", help="index a folder of Markdown documents")
    build_command.add_argument("documents", type=Path)
    build_command.add_argument("target", type=Path, help="folder to write the index file to")
    search_command = commands.add_parser("search", help="search an index file")
    search_command.add_argument("index", type=Path)
    search_command.add_argument("question")
    publish_command = commands.add_parser("publish", help="make an index file the one that is served")
    publish_command.add_argument("index", type=Path)
    publish_command.add_argument("bucket", help="the stack's output KnowledgeBucketName")
    publish_command.add_argument("--region", default="us-east-1")
    evaluate_command = commands.add_parser("evaluate", help="measure retrieval on a folder in BEIR layout")
    evaluate_command.add_argument("collection", type=Path, help="holds corpus.jsonl, queries.jsonl and qrels.tsv")
    options = parser.parse_args()
    try:
        if options.command == "build":
            print(build(options.documents, options.target))
        elif options.command == "evaluate":
            show_quality(options.collection)
        elif options.command == "publish":
            encoder = open_index(options.index).manifest.encoder  # a file that cannot be read is not published
            S3Library(options.bucket, encoder, options.region).publish(options.index)
        else:
            vector = encoder_for("local", "").questions([options.question])[0]
            for passage in search(open_index(options.index), options.question, vector):
                print(f"{passage.similarity:.3f}  {passage.title} / {passage.section}  ({passage.source})")
                print(f"       {passage.text[:160]}")
    except CurbsideError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

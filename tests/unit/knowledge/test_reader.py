"""Reading documents in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.errors import ConfigurationError, InvalidInput, Unavailable
from infra.package import ROOT, copy_sources, imported
from knowledge import reader as module
from knowledge.chunks import split
from knowledge.documents import read_document
from knowledge.formats.limits import Limits
from knowledge.policy import READER_KEPT_BYTES
from knowledge.reader import Reader
from tests.unit.knowledge import breaking_process
from tests.unit.knowledge.formats.files import docx, paragraph, pdf, saved

DEFAULTS = b"language: en\naudience: customer\n"
TEXT = b"# Charging\n\nSix hours."
PRODUCT = (
    *("agents", "aws", "contracts", "conversations", "encoder", "evaluation", "gateway", "graph", "handlers", "infra"),
    *("knowledge", "languages", "observe", "privacy", "store", "training", "ui", "vehicles"),
)


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader(Limits()) as one:
        yield one


def texts(reader: Reader, source: str = "a.md", content: bytes = TEXT) -> list[str]:
    return [passage.text for passage in reader.passages(source, content, None, DEFAULTS)]


def process(reader: Reader) -> "subprocess.Popen[bytes]":
    """The process it has."""
    assert reader._process
    return reader._process


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("a.md", TEXT),
        ("a.html", b"<h1>Charging</h1><p>Six hours.\xc3\xa9"),
        ("a.docx", docx(paragraph("Charging", "heading1"), paragraph("Six hours."))),
        ("a.pdf", saved(pdf([["Six hours."]]))),
        ("a.csv", b"question,answer\nHow long?,Six hours.\n"),
        ("a.txt", b"Six hours."),
    ],
)
def test_a_document_becomes_the_same_passages_as_in_this_process(reader: Reader, source: str, content: bytes) -> None:
    assert reader.passages(source, content, None, DEFAULTS) == split(read_document(source, content, None, DEFAULTS))


def test_one_process_reads_one_document_after_the_other_and_ends_with_its_reader() -> None:
    with Reader(Limits()) as reader:
        assert texts(reader) == texts(reader) == ["Six hours."]
        first = process(reader)
        texts(reader)
        assert process(reader) is first
    assert first.poll() is not None


def test_what_is_said_beside_a_document_holds_too_and_may_be_empty(reader: Reader) -> None:
    beside = b'{"metadataAttributes": {"title": "Beside"}}'
    assert reader.passages("a.md", TEXT, beside, DEFAULTS)[0].title == "Beside"
    with pytest.raises(InvalidInput, match=r"metadata\.json that cannot be read"):
        reader.passages("a.md", TEXT, b"", DEFAULTS)


def test_a_document_that_cannot_be_read_is_refused_with_its_reason_and_the_process_stays(reader: Reader) -> None:
    texts(reader)
    first = process(reader)
    with pytest.raises(InvalidInput, match="is empty") as caught:
        reader.passages("b.md", b"")
    assert caught.value.field == "b.md"
    assert process(reader) is first


@pytest.mark.skipif(sys.platform != "linux", reason="macOS knows no bound of addresses")
def test_a_document_that_takes_too_much_memory_is_given_up_and_the_next_one_is_read() -> None:
    with Reader(Limits(memory_bytes=150_000_000)) as reader:
        with pytest.raises(InvalidInput, match="takes more memory to read than the 143 MB that there are"):
            texts(reader, "large.txt", b"Words and words. " * 1_000_000)
        assert texts(reader) == ["Six hours."]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("crash.md", r"cannot be read: it made its reader crash \(SIGSEGV\)"),
        ("abort.md", r"cannot be read: it made its reader crash \(SIGABRT\)"),
        ("killed.md", "takes more memory to read than the 1,024 MB that there are"),
        ("sleep.md", "takes longer to read than 1 s"),
        ("busy.md", "takes longer to read than 1 s"),
        ("odd.md", r"cannot be read: it is damaged \(LookupError\)"),
    ],
)
def test_a_document_that_ends_its_process_is_named_with_the_reason_and_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch, source: str, reason: str
) -> None:
    monkeypatch.setattr(module, "reader_process", breaking_process)
    with Reader(Limits(seconds=1)) as reader:
        assert texts(reader) == ["Six hours."]
        with pytest.raises(InvalidInput, match=reason) as caught:
            texts(reader, source)
        assert caught.value.field == source
        assert texts(reader) == ["Six hours."]


def test_a_document_that_keeps_the_processor_busy_is_ended_also_if_nobody_looks_at_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "reader_process", breaking_process)
    monkeypatch.setattr(module, "READER_GRACE_SECONDS", 100)
    with Reader(Limits(seconds=1)) as reader, pytest.raises(InvalidInput, match="takes longer to read than 1 s"):
        texts(reader, "busy.md")


def test_what_a_library_prints_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "reader_process", breaking_process)
    with Reader(Limits()) as reader:
        assert texts(reader, "prints.md") == ["Six hours."]


def test_a_process_that_an_earlier_document_broke_is_no_fault_of_the_next(reader: Reader) -> None:
    texts(reader)
    first = process(reader)
    first.kill()
    first.wait()
    assert texts(reader) == ["Six hours."]
    assert process(reader) is not first


def test_a_process_that_has_grown_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "READER_KEPT_BYTES", 1)
    with Reader(Limits()) as reader:
        assert texts(reader) == texts(reader) == ["Six hours."]
        assert reader._process is None


def test_a_process_is_kept_however_large_the_one_is_that_started_it(reader: Reader) -> None:
    held = b"x" * (READER_KEPT_BYTES + 1)
    texts(reader)
    assert process(reader).poll() is None
    assert held


def test_a_process_that_cannot_be_started_fails_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with Reader(Limits()) as reader, pytest.raises(Unavailable, match="FileNotFoundError"):
        texts(reader)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with Reader(Limits()) as reader, pytest.raises(ConfigurationError, match=r"did not start \(code 1\)"):
        texts(reader)


def test_the_process_gets_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001")
    assert not [name for name in module._environment() if name.startswith("AWS_")]


def test_what_the_process_imports_lies_in_the_package_of_the_function(tmp_path: Path) -> None:
    copy_sources("Ingest", tmp_path)
    installed = [path for path in sys.path if path and Path(path).resolve() != ROOT.resolve()]
    code = (
        f"import sys; sys.path[:] = {[str(tmp_path), *installed]!r}\n"
        "from knowledge.formats.limits import Limits\n"
        "from knowledge.reader import Reader\n"
        f"with Reader(Limits()) as reader: print(reader.passages('a.md', {TEXT!r}, None, {DEFAULTS!r})[0].text)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "Six hours.\n"


def test_the_process_loads_neither_the_encoder_nor_a_client_of_aws() -> None:
    code = "import sys, knowledge.reader_process; print([name for name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in eval(done.stdout)}  # noqa: S307 - printed by ourselves
    assert not loaded & {"boto3", "botocore", "numpy", "onnxruntime", "encoder"}


def test_nothing_that_runs_in_a_function_makes_processes_that_share_memory() -> None:
    """A function has no shared memory: pools and queues of `multiprocessing` work here, and fail there."""
    files = [file for folder in PRODUCT for file in (ROOT / folder).rglob("*.py")]
    names = {(file.name, name) for file in files for name in imported(file)}
    assert len(files) > 300
    assert not [
        (file, name)
        for file, name in sorted(names)
        if name.split(".")[0] == "multiprocessing" or name.endswith(("ProcessPoolExecutor", "futures.process"))
    ]

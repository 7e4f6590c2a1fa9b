"""What goes into each Lambda package."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import holidays
import pytest

from encoder.local import LocalEncoder
from infra.package import (
    LAYERS,
    ROOT,
    SERVICES,
    build_function,
    closure,
    copy_sources,
    imported,
    module_file,
    parents,
    prune,
    runtime_python,
    sources,
)
from tests.unit.deployed import functions, of_type, resource

FUNCTIONS = functions()
DOCUMENT_READERS = {"pypdfium2", "mammoth", "markdown_it"}
DEPENDENCIES = {"boto3", "botocore", "pynamodb", "langgraph", "langchain_aws", "numpy", "onnxruntime", "bm25s", "yaml"}
DEPENDENCIES |= DOCUMENT_READERS | {"jwt"}


def needs(function: str) -> set[str]:
    return sources(function)[1] & DEPENDENCIES


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.suffix == ".py" else ""


def files(function: str) -> set[str]:
    return {file.relative_to(ROOT).as_posix() for file in sources(function)[0]}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_has_a_handler_file_of_its_name_in_lower_case(function: str) -> None:
    assert resource(function)["Properties"]["Handler"] == f"handlers.{function.lower()}.handler"
    assert (ROOT / "handlers" / f"{function.lower()}.py").is_file()
    assert f"handlers/{function.lower()}.py" in files(function)


@pytest.mark.parametrize(
    ("function", "foreign"),
    [
        ("Intent", {"pynamodb", "langgraph", "bm25s"}),
        ("Sentiment", {"pynamodb", "langgraph", "bm25s"}),
        ("Knowledge", {"pynamodb", "langgraph", *DOCUMENT_READERS}),
        ("Supervisor", DOCUMENT_READERS),
        ("Personalization", {"langgraph", "numpy", "onnxruntime", "bm25s"}),
        ("Routing", {"numpy", "onnxruntime", "pynamodb", "langgraph", "boto3", "bm25s"}),
        ("Response", {"onnxruntime", "langgraph", "bm25s"}),
        ("Authorizer", {"numpy", "onnxruntime", "langgraph", "bm25s", "boto3"}),
        ("Staff", {"numpy", "onnxruntime", "langgraph", "bm25s"}),
        ("Conversation", {"numpy", "onnxruntime", "langgraph", "bm25s"}),
        ("Document", {"onnxruntime", "pynamodb", "langgraph", "langchain_aws", *DOCUMENT_READERS}),
        ("Live", {"numpy", "onnxruntime", "langgraph", "langchain_aws", "bm25s"}),
        ("Health", {"numpy", "onnxruntime", "langgraph", "bm25s"}),
        ("Prompts", DEPENDENCIES),
    ],
)
def test_a_function_carries_nothing_it_does_not_use(function: str, foreign: set[str]) -> None:
    assert not sources(function)[1] & foreign


@pytest.mark.parametrize(
    ("function", "own"),
    [
        ("Intent", {"numpy", "onnxruntime"}),
        ("Knowledge", {"numpy", "onnxruntime", "boto3", "bm25s"}),
        ("Ingest", {"numpy", "onnxruntime", "boto3", "bm25s", "pypdfium2", "mammoth", "markdown_it", "yaml"}),
        ("Personalization", {"pynamodb"}),
        ("Authorizer", {"pynamodb", "jwt"}),
        ("Staff", {"pynamodb", "jwt", "boto3"}),
        ("Supervisor", {"pynamodb", "langgraph", "boto3", "numpy"}),
    ],
)
def test_a_function_carries_what_it_uses(function: str, own: set[str]) -> None:
    assert own <= needs(function)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_signatures_are_checked_by_who_meets_staff_and_by_nobody_else(function: str) -> None:
    assert ("jwt" in needs(function)) == (function in ("Authorizer", "Staff"))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_only_ingestion_judges_documents(function: str) -> None:
    assert ("guards/documents.py" in files(function)) == (function == "Ingest")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_with_a_layer_gets_what_it_imports(function: str) -> None:
    layers = str(resource(function, ModelRegions="us-east-1")["Properties"]["Layers"])
    assert ("numpy" in needs(function)) == ("EncoderLayer" in layers)
    if "langgraph" in needs(function):
        assert "GraphLayer" in layers


@pytest.mark.parametrize(
    ("function", "data"),
    [
        ("Intent", {"agents/intent/heads/{encoder}/intent.npz", "agents/intent/catalogue.json"}),
        ("Intent", {"agents/intent/heads/{encoder}/scope.npz"}),
        ("Sentiment", {f"agents/sentiment/heads/{{encoder}}/{head}.npz" for head in ("sentiment", "danger")}),
        ("Sentiment", {"agents/sentiment/heads/{encoder}/emotion.npz"}),
        ("Sentiment", {"danger/words.npz"}),
        ("Sentiment", {"encoder/measured/{encoder}/thresholds.json"}),
        ("Knowledge", {"knowledge/judge/measured/{encoder}/judge.json"}),
        ("Routing", {"agents/routing/rules.json"}),
        ("Response", {"languages/de/phrases.json", "danger/emergency_numbers.json"}),
        ("Conversation", {"languages/de/phrases.json", "gateway/permissions.json"}),
        ("Prompts", {"prompting/techniques.json", "prompting/templates/parts.json", "models/catalogue/aliases.json"}),
        ("Prompts", {"languages/de/tasks.json", "models/catalogue/vendors/anthropic.json"}),
        ("Supervisor", {"languages/head.npz", "languages/de/phrases.json"}),
    ],
)
def test_data_travels_with_the_module_that_reads_it(function: str, data: set[str]) -> None:
    encoder = LocalEncoder.name.partition("@")[0]
    assert {name.replace("{encoder}", encoder) for name in data} <= files(function)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_package_holds_training_data_tests_or_the_local_stack(function: str) -> None:
    held = files(function)
    assert not [name for name in held if name.startswith(("infra/", "tests/", "training/", "evaluation/", "ui/"))]
    assert not [name for name in held if name.endswith((".yaml", ".jsonl"))]


def test_a_package_that_is_copied_alone_holds_every_module_it_imports(tmp_path: Path) -> None:
    copy_sources("Routing", tmp_path)
    copied = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.py")}
    assert Path("handlers/routing.py") in copied
    for path in copied:
        ast.parse((tmp_path / path).read_text(encoding="utf-8"))
        for name in imported(tmp_path / path):
            found = module_file(name)
            assert found is None or found.relative_to(ROOT) in copied, (path, name)


def test_imports_inside_functions_and_of_packages_are_followed() -> None:
    found, outside = closure("encoder.factory")
    names = {file.relative_to(ROOT).as_posix() for file in found}
    assert {"encoder/local.py", "encoder/bedrock.py", "encoder/__init__.py", "contracts/errors.py"} <= names
    assert {"numpy", "onnxruntime", "langchain_aws"} <= outside
    assert parents("a.b.c") == ["a", "a.b", "a.b.c"]


def test_a_function_without_a_handler_is_refused_by_name() -> None:
    with pytest.raises(SystemExit, match=r"handlers/unknown\.py for the function Unknown"):
        sources("Unknown")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_aws_service_that_a_function_calls_is_described_in_its_layer(function: str) -> None:
    called = re.findall(r"""boto3\.(?:client|resource)\(\s*"([a-z0-9-]+)\"""", "".join(map(read, sources(function)[0])))
    assert set(called) <= set(SERVICES)


def test_packages_shed_what_no_function_reads(tmp_path: Path) -> None:
    kept = ("botocore/data/s3", "botocore/data/endpoints.json", "onnxruntime/capi/_pybind_state.py")
    shed = ("botocore/data/ec2", "onnxruntime/tools/x.py", "onnxruntime/capi/libonnxruntime.so.1.2", "pydantic/x.pyi")
    for name in (*kept, *shed):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("") if "." in name else (tmp_path / name).mkdir()
    prune(tmp_path)
    assert all((tmp_path / name).exists() for name in kept)
    assert not any((tmp_path / name).exists() for name in shed)


def test_a_calendar_is_read_although_the_others_are_pruned(tmp_path: Path) -> None:
    installed = Path(holidays.__file__).parent
    shutil.copytree(installed, tmp_path / "holidays", ignore=shutil.ignore_patterns("__pycache__"))
    prune(tmp_path)
    asked = (
        "import sys, holidays; "
        "print(len(holidays.country_holidays('GB', subdiv='ENG', years=2026)), holidays.__file__, "
        "sum(name.startswith('holidays.countries.') for name in sys.modules))"
    )
    environment = {"PYTHONPATH": str(tmp_path)}
    read = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    days, file, countries = read.stdout.split()
    assert file.startswith(str(tmp_path))
    assert int(days) >= 8
    assert int(countries) == 1


def test_an_architecture_that_lambda_does_not_have_is_refused() -> None:
    command = [sys.executable, "-m", "infra.package", "Routing", "/tmp/none", "riscv64"]
    refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "no architecture riscv64: name one of x86_64, arm64" in refused.stderr
    assert not Path("/tmp/none").exists()


def test_packaging_needs_nothing_but_the_standard_library() -> None:
    names = {name.split(".")[0] for name in imported(ROOT / "infra" / "package.py")}
    assert names <= sys.stdlib_module_names


def test_every_layer_of_the_template_can_be_built() -> None:
    names = {layer["Properties"]["LayerName"] for layer in of_type("AWS::Lambda::LayerVersion").values()}
    assert names == set(LAYERS)


@pytest.mark.skipif(runtime_python() is None, reason="needs the Python of the Lambda runtime")
def test_every_module_of_a_package_comes_with_its_bytecode(tmp_path: Path) -> None:
    build_function("Routing", tmp_path)
    modules = {path.relative_to(tmp_path).with_suffix("") for path in tmp_path.rglob("*.py")}
    compiled = {path.parent.parent.relative_to(tmp_path) / path.name.split(".")[0] for path in tmp_path.rglob("*.pyc")}
    assert Path("handlers/routing") in modules
    assert compiled == modules
    assert str(tmp_path).encode() not in next(tmp_path.rglob("route.*.pyc")).read_bytes()

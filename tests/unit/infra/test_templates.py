"""Reading the templates, and what is uploaded of them."""

import json
from pathlib import Path

import pytest

from infra.local.upload import ARTIFACTS, LEFT_OUT, Uploader
from infra.package import LAYERS
from infra.templates import ROOT_TEMPLATE, STACKS, expanded, nested, read_template
from tests.unit.aws import client
from tests.unit.deployed import functions


def test_short_forms_of_the_template_are_written_out(tmp_path: Path) -> None:
    path = tmp_path / "template.yaml"
    path.write_text("a: !Ref X\nb: !GetAtt T.Arn\nc: !If [C, !Sub '${A}/x', !Ref AWS::NoValue]\nd: !Condition C\n")
    assert read_template(path) == {
        "a": {"Ref": "X"},
        "b": {"Fn::GetAtt": ["T", "Arn"]},
        "c": {"Fn::If": ["C", {"Fn::Sub": "${A}/x"}, {"Ref": "AWS::NoValue"}]},
        "d": {"Condition": "C"},
    }


def test_nested_stacks_are_found_beside_the_file_that_names_them() -> None:
    assert nested(read_template(), ROOT_TEMPLATE)["Data"] == STACKS / "data.yaml"
    tables = nested(read_template(STACKS / "data.yaml"), STACKS / "data.yaml")
    assert set(tables.values()) == {STACKS / "table.yaml"}


def test_a_template_without_anything_of_sam_stays_as_it_is() -> None:
    template = read_template(STACKS / "table.yaml")
    assert expanded(template) is template


@pytest.mark.usefixtures("aws")
def test_all_that_the_root_points_to_is_uploaded_once_and_as_cloudformation_takes_it() -> None:
    s3 = client("s3")
    root = Uploader(s3, "http://127.0.0.1:1").packaged(ROOT_TEMPLATE)
    keys = {entry["Key"] for entry in s3.list_objects_v2(Bucket=ARTIFACTS)["Contents"]}
    assert keys == {
        *(f"{path.stem}.json" for path in STACKS.glob("*.yaml")),
        *(f"{name}.zip" for name in (*functions(), *LAYERS)),
    }
    bodies = [json.loads(s3.get_object(Bucket=ARTIFACTS, Key=key)["Body"].read()) for key in keys if "json" in key]
    for template in (root, *bodies):
        assert "Transform" not in template
        assert "AWS::Serverless" not in json.dumps(template)
        assert not LEFT_OUT & set(template["Resources"])
        for resource in template["Resources"].values():
            if "TemplateURL" in resource.get("Properties", {}):
                address, _, key = resource["Properties"]["TemplateURL"].rpartition("/")
                assert (address, key in keys) == (f"http://127.0.0.1:1/{ARTIFACTS}", True)

"""Every function can do what it must with the policies of the stacks, and no more is given.

The emulator checks IAM policies when `AUTH` is set, as for every test of the running stack.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from infra.local.settings import ROOT
from tests.integration.run import free_ports

TURN = """
import sys
import time
from infra.local.demo import demo_keys
from infra.local.first_turn import ask, start
from infra.local.settings import REGION, TENANT, read_settings
from infra.local.stack import LocalStack
from knowledge.s3_shelf import S3Shelf

def holds_document(manifest):
    return manifest is not None and any(record.source == "a.md" for record in manifest.documents)

DOCUMENT = b"---\\nlanguage: en\\naudience: customer\\n---\\nText."
settings = read_settings()
stack = LocalStack(settings)
try:
    stack.start()
    bucket = stack.outputs["KnowledgeBucketName"]
    for role in stack.client("iam").list_roles()["Roles"]:
        if sys.argv[1] in role["RoleName"]:
            for name in stack.client("iam").list_role_policies(RoleName=role["RoleName"])["PolicyNames"]:
                stack.client("iam").delete_role_policy(RoleName=role["RoleName"], PolicyName=name)
    conversation = start(settings.api_url, demo_keys(settings).secret, customer_id="cust-alex", scopes=["findings"])
    ask(settings.api_url, *conversation, seconds=float(sys.argv[2]))
    stack.follow()
    shelf = S3Shelf(bucket, REGION, TENANT)
    for change in (lambda: shelf.add("a.md", DOCUMENT), lambda: shelf.delete("a.md")):
        version, deadline = shelf.current(), time.monotonic() + 30
        change()
        while shelf.current() == version or shelf.report() is None:
            assert time.monotonic() < deadline, "nothing was ingested"
            time.sleep(0.2)
    deadline = time.monotonic() + 60
    while holding := [version for version in shelf.versions() if holds_document(shelf.manifest_of(version.name))]:
        assert time.monotonic() < deadline, f"the deleted document is still in {holding}; serving: {shelf.current()}"
        time.sleep(0.2)
finally:
    stack.stop()
"""


def turn_under_policies(
    folder: Path, index: Path, seconds: int, without: str = "nothing"
) -> "subprocess.CompletedProcess[str]":
    """Run one turn and two ingestions with IAM enforced; `without` names a function whose policies are taken away.

    `seconds` is how long the turn may be without a complete answer.
    """
    shutil.copytree(index, folder / "index")
    api_port, page_port, cockpit_port = free_ports(3)
    environment = {
        **os.environ,
        "AUTH": "true",
        "CURBSIDE_API_PORT": str(api_port),
        "CURBSIDE_PAGE_PORT": str(page_port),
        "CURBSIDE_COCKPIT_PORT": str(cockpit_port),
        "CURBSIDE_STATE": str(folder),
    }
    return subprocess.run(
        [sys.executable, "-c", TURN, f"{without}Role", str(seconds)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_turn_of_a_known_customer_and_an_ingestion_need_no_more_than_the_policies_of_the_template(
    tmp_path: Path, index: Path
) -> None:
    answered = turn_under_policies(tmp_path / "state", index, seconds=60)
    assert answered.returncode == 0, answered.stderr


def test_a_function_without_its_policy_is_named_as_missing(tmp_path: Path, index: Path) -> None:
    answered = turn_under_policies(tmp_path / "state", index, 15, "Personalization")
    assert answered.returncode != 0
    assert '"agent": "personalization", "reason": "the function threw"' in answered.stderr

"""The candidate of the routing policy, in a bucket."""

import pytest

from contracts.errors import Unavailable
from store.candidate import CandidateObject, version_of
from store.policy import MAX_CANDIDATE_BYTES
from tests.unit.aws import REGION, client

pytestmark = pytest.mark.usefixtures("aws")


@pytest.fixture
def candidate() -> CandidateObject:
    client("s3").create_bucket(Bucket="unit-candidate")
    return CandidateObject("s3://unit-candidate/routing/candidate.json", REGION)


def test_what_was_published_last_is_read(candidate: CandidateObject) -> None:
    candidate.write(b"[1]")
    candidate.write(b"[2]")
    assert candidate.read() == b"[2]"


def test_what_is_not_there_keeps_the_code_of_aws(candidate: CandidateObject) -> None:
    with pytest.raises(Unavailable, match=r"^routing candidate did not answer: NoSuchKey$"):
        candidate.read()


def test_an_address_without_a_key_is_no_more_than_unavailable(aws: None) -> None:
    with pytest.raises(Unavailable, match="ParamValidationError"):
        CandidateObject("unit-candidate", REGION).read()


def test_a_file_that_is_far_too_large_is_not_read_to_its_end(candidate: CandidateObject) -> None:
    candidate.write(bytes(MAX_CANDIDATE_BYTES + 1))
    assert len(candidate.read()) == MAX_CANDIDATE_BYTES


def test_a_version_tells_policies_apart() -> None:
    assert version_of(b"[1]") == version_of(b"[1]") != version_of(b"[2]")

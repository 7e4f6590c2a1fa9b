"""A user pool in moto, for what signs in there."""

import pytest

from tests.unit.user_pool import Pool, create_pool


@pytest.fixture
def pool(aws: None) -> Pool:
    return create_pool()

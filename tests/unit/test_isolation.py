"""The promise of this folder: no test reaches a network."""

import socket

import boto3
import pytest
from moto import mock_aws
from pytest_socket import SocketBlockedError


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_no_unit_test_can_open_an_internet_socket(family: socket.AddressFamily) -> None:
    with pytest.warns(UserWarning, match="tried to use socket"), pytest.raises(SocketBlockedError):
        socket.socket(family, socket.SOCK_STREAM)


def test_no_unit_test_can_look_up_a_name() -> None:
    with pytest.warns(UserWarning, match="getaddrinfo"), pytest.raises(SocketBlockedError):
        socket.getaddrinfo("dynamodb.us-east-1.amazonaws.com", 443)


def test_aws_is_answered_without_a_socket() -> None:
    with mock_aws():
        assert boto3.client("dynamodb", region_name="us-east-1").list_tables()["TableNames"] == []

"""Agents as Lambda functions, invoked and waited for."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import boto3
from botocore.config import Config

from aws.errors import AWS_ERRORS, code_of
from contracts.errors import AgentFailed
from contracts.findings.finding import Finding
from contracts.turn import AgentName, AgentTask
from graph.dispatch import read_finding
from graph.policy import AGENT_CONNECT_SECONDS, AGENT_SLACK_SECONDS, MODEL_BUDGET_SECONDS

_THREADS: Final = 8
_LONGEST: Final = max(MODEL_BUDGET_SECONDS.values())


class LambdaDispatch:
    """Invokes one function an agent. A call that outlives its budget ends by itself soon after: no thread is lost."""

    def __init__(self, functions: Mapping[AgentName, str], region: str) -> None:
        self._functions = functions
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="dispatch")
        self._lambda = boto3.client(
            "lambda",
            region_name=region,
            config=Config(
                connect_timeout=AGENT_CONNECT_SECONDS,
                read_timeout=_LONGEST + AGENT_SLACK_SECONDS,
                retries={"total_max_attempts": 1},
                max_pool_connections=_THREADS,
            ),
        )

    async def __call__(self, agent: AgentName, task: AgentTask) -> Finding:
        """The function's finding. Raises `AgentFailed` when it is gone, throttled, threw, or answered nonsense."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._invoke, agent, task)

    def _invoke(self, agent: AgentName, task: AgentTask) -> Finding:
        try:
            answer = self._lambda.invoke(FunctionName=self._functions[agent], Payload=task.model_dump_json().encode())
            payload = answer["Payload"].read()
        except AWS_ERRORS as error:
            raise AgentFailed(agent, code_of(error)) from error
        if "FunctionError" in answer:
            raise AgentFailed(agent, "the function threw")
        return read_finding(agent, payload)

"""A day at the desk: who waits how long, beside first in, first out and Erlang, and whether what they are told holds."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Final

import numpy as np

from contracts.desk import EndedHandover
from contracts.desk_rules import DeskRules, QueueRules
from desk.history import History, history_of
from desk.wait import estimates
from infra.local.demo import DEMO
from infra.tenant import read_tenant
from tests.bench.desk_day.customers import OPENS, Customer, customers
from tests.bench.desk_day.day import Day, no_estimate
from tests.bench.desk_day.erlang import ErlangA, erlang_c_within
from tests.bench.desk_day.estimating import Estimator, Told, hour_of, measured_wrongly
from tests.bench.desk_day.people import Worker, workers
from tests.bench.progress import say
from tests.bench.report import rounded, table

TUNED: Final = (1, 2, 3, 4)
"""Seeds on which the estimate's policy was chosen."""
HELD_OUT: Final = (11, 12, 13, 14, 15, 16)
"""Seeds on which nothing was chosen."""
CUSTOMERS: Final = 2_000
TARGET_SECONDS: Final = 60

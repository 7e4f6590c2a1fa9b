"""Measurements: `make bench`."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # as in template.yaml; here, since numpy reads it when it is imported

"""The parts that handlers are made of, each built once a process, when its handler is imported.

One module a part, since the package of a function holds all that its handler imports: routing has no numpy, the
authorizer no encoder. A part is built from the environment of the function that wants it.

A function may start from a snapshot of itself (SnapStart), taken when its handler has been imported. So encoder, heads,
index and graph are loaded then; connections are opened by the first request that needs them, and random numbers come
from the operating system (`secrets`), never from a generator that the snapshot would repeat.
"""

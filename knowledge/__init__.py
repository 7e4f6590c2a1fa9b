"""Documents to cited passages: read, cut into passages, encode, index, search.

Build an index of a folder, try it, and publish it to a deployed stack:

    python -m knowledge build infra/demo/knowledge /tmp/index
    python -m knowledge search /tmp/index/<version>.tar "how do I pair my phone"
    python -m knowledge publish /tmp/index/<version>.tar BUCKET

"""

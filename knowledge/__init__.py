"""Documents to cited passages: read, cut into passages, encode, index, search.

The function does this for whatever lies below `documents/` of the bucket. By hand:

    python -m knowledge add guide.pdf charging/guide.pdf BUCKET   # the function then ingests it
    python -m knowledge report BUCKET                             # what became of each document
    python -m knowledge build infra/demo/knowledge /tmp/index     # the same for a folder, without AWS
    python -m knowledge search /tmp/index/VERSION.tar "how do I pair my phone"
"""

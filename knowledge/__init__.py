"""Documents to cited passages: read, split into passages of units, encode, index, search.

The function does this for whatever lies below `documents/TENANT/` of the bucket, for each tenant by itself. By hand:

    python -m knowledge add guide.pdf charging/guide.pdf BUCKET --tenant harbour   # the function then ingests it
    python -m knowledge report BUCKET                             # what became of each document of each tenant
    python -m knowledge build infra/demo/knowledge /tmp/index     # the same for a folder, without AWS
    python -m knowledge search /tmp/index/VERSION.tar "how do I pair my phone"
"""

"""Documents to cited passages: read, cut into passages, encode, index, search.

python -m knowledge build infra/demo/knowledge /tmp/index     # documents to an index
python -m knowledge search /tmp/index "how do I pair my phone"
"""

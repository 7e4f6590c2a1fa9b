"""The knowledge base in Amazon OpenSearch Serverless, for collections that are too large for a function's memory.

Let the collection of a deployed stack follow what is published in its bucket, and look at its versions:

    python -m knowledge.opensearch --endpoint URL --region REGION follow BUCKET --tenant harbour
    python -m knowledge.opensearch --endpoint URL --region REGION versions --tenant harbour

To go back, go back among the files (`python -m knowledge rollback`): the collection follows.
"""

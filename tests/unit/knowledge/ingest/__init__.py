"""Tests of ingestion: documents to a published index, in a folder and in a bucket."""

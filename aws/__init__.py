"""What all folders that call AWS through boto3 share. pynamodb has errors of its own: see `store/errors.py`."""

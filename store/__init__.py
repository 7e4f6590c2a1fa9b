"""What is kept: pynamodb models, and one small repository for each kind of record."""

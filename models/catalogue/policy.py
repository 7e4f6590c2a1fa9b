"""Numbers of the comparison with AWS's price list."""

from typing import Final

PRICE_LIST: Final = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws"
"""Where AWS publishes its prices, open to everybody (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html)."""
PRICE_LIST_SECONDS: Final = 30.0
"""Longest wait for one file of it, seconds: a few megabytes."""
CELL_REGIONS: Final = ("eu-central-1", "eu-west-1", "us-east-1", "us-west-2")
"""Regions of our cells, whose prices are compared: a price depends on the Region that is called."""
SAME: Final = 1e-6
"""Prices that differ by less than this share are the same: both are decimal fractions with few digits."""

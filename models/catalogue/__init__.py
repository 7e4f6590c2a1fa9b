"""Models of Amazon Bedrock as data: ids, Regions, prices, limits and abilities, and aliases with their fallbacks.

python -m models.catalogue            # print every model
python -m models.catalogue compare    # compare the prices with AWS's price list
"""

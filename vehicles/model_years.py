"""Which of the two years that the code at position 10 can mean: position 7 tells, where 49 CFR 565 rules.

For passenger cars, multipurpose vehicles and trucks up to 4,536 kg a digit at position 7 means 1980 to 2009 and a
letter 2010 to 2039 (49 CFR 565.15). Motorcycles, buses, trailers and heavy trucks use position 7 as they like, and so
do makers elsewhere: their code stays two years.
"""

import re
from typing import Final

MODEL_POSITION: Final = 6
"""Position 7, counted from 0."""
CHECK_POSITION: Final = 8
CHECK_DIGITS: Final = "0123456789X"
"""What 49 CFR 565 puts at position 9. A car for another market has a letter there, wherever it was built."""
SECOND_CYCLE: Final = 2010
"""First model year of the cycle that a letter stands for."""
LIGHT_VEHICLES: Final = re.compile(
    r"19[UX]|1A[48]|1B[347]|1C[3468]|1D[3478]|1F[AMT]|1G[123468CHKMNTY]|1HG|1J[48]|1LN|1ME|1N[46X]|1P[34]|"
    r"1V[2W]|1Y[1V]|1Z[VW]|"
    r"2A[48]|2B[34578]|2C[348KNT]|2D[3478]|2F[AMT]|2G[12346CKNT]|2H[GHKMN]|2L[MN]|2ME|2P[34]|2S[23]|2T[123]|"
    r"2V[48]|"
    r"3A[48]|3B[37]|3C[3468Z]|3D[347]|3F[AMT]|3G[12457CKNSTY]|3HG|3KP|3LN|3M[DEVWYZ]|3N[168]|3P[3C]|3T[MY]|"
    r"3V[VW]|"
    r"4A[34]|4B3|4C3|4F[24]|4JG|4M2|4N2|4S[2346]|4T[134A]|4US|"
    r"55S|58A|5F[NPR]|5G[ANRTZ]|5J[68]|5KB|5L[MT]|5N[13MP]|5S3|5T[BDEF]|5U[MX]|5X[XY]|5Y[2FJM]|"
    r"7FA|7M[MU]|7S[AV]"
)
"""Manufacturer identifiers under which cars, multipurpose vehicles and light trucks are built in North America, put
together by hand from what makers use. One that is missing costs only that its vehicles keep two years."""


def possible_years(vin: str, years: tuple[int, ...]) -> tuple[int, ...]:
    """Those of the years that a clean VIN's position 7 allows; all where it tells nothing, or contradicts the code."""
    if not LIGHT_VEHICLES.match(vin) or vin[CHECK_POSITION] not in CHECK_DIGITS:
        return years
    letter = vin[MODEL_POSITION].isalpha()
    return tuple(year for year in years if (year >= SECOND_CYCLE) == letter) or years

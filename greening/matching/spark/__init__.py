"""Which records of a base are one, when it is too large for one machine? What `batch` does, on a Spark cluster.

The keys of records are exploded to rows, joined with each other, and pairs are scored on the executors by the very functions
that score them anywhere else. Only what is likely, and how many blocks have which size, comes to the driver.

Needs ``requirements-spark.txt`` and Java 17; the executors need what `requirements.txt` names, and this package.
"""

from greening.matching.spark.matching import match
from greening.matching.spark.records import of_table, to_records

__all__ = ["match", "of_table", "to_records"]

"""A generated community (生成样例) to try things on: nobody in it exists.

>>> from wuye import sample
>>> town = sample.community(seed=7, units=20)
>>> town.estate.name
'样板苑（生成样例）'
"""

from .communities import Sample, community
from .folders import files, folder
from .paying import Disputed, Received

__all__ = ["Disputed", "Received", "Sample", "community", "files", "folder"]

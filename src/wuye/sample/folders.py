"""The sample as the files of an office, in the formats and encodings that offices have."""

from __future__ import annotations

from . import records, registers
from .communities import Sample, community
from .terms import office_toml

Files = tuple[tuple[str, bytes], ...]

_README = """# {name}

{label}。

本文件夹由 `python -m wuye sample` 生成，同样的参数得到同样的文件；请勿手工修改。
里面没有真实的人、公司、电话或车辆；收费水平和缴费快慢只大致取自公开资料，未照抄任何数据。

This folder was generated and describes nobody: names, companies, telephone numbers, number
plates and amounts are invented. The tables are written as offices write them: several
encodings, titles above the headings, 同上, subtotals, rooms and days in many spellings.

```sh
python -m wuye sample FOLDER --seed {seed} --units {units} --year {year}
python -m wuye run FOLDER --month {year}-01 --on {year}-01-31 --out out
```
"""


def folder(*, seed: int, units: int = 320, year: int = 2026) -> Files:
    """Generate a community, see :func:`community`, as the files of its office.

    The same arguments give the same bytes.  :func:`wuye.office.write` puts them into a
    folder, and ``python -m wuye sample`` does both.

    >>> [name for name, _ in folder(seed=7, units=20)][:3]
    ['README.md', 'office.toml', 'units.xls']
    """
    return files(community(seed=seed, units=units, year=year))


def files(sample: Sample) -> Files:
    """Write a sample as the files of an office."""
    told = {
        "name": sample.estate.name,
        "label": sample.label,
        "seed": sample.seed,
        "units": len(sample.estate.units),
        "year": sample.year,
    }
    return (
        ("README.md", _README.format(**told).encode()),
        ("office.toml", office_toml(sample).encode()),
        ("units.xls", registers.units(sample).page()),
        ("areas.csv", registers.areas(sample).csv("utf-8")),
        ("transfers.csv", registers.transfers(sample).csv("gb18030")),
        ("agreements.csv", registers.agreements(sample).csv("utf-8-sig")),
        ("spaces.csv", registers.spaces(sample).csv("gb18030", "\t")),
        ("vehicles.csv", registers.vehicles(sample).csv("gb18030")),
        ("stays.csv", records.stays(sample).csv("utf-8")),
        ("meters.csv", records.meters(sample).csv("utf-8-sig")),
        ("readings.csv", records.readings(sample).csv("gb18030")),
        ("replacements.csv", records.replacements(sample).csv("utf-16-le")),
        ("costs.csv", records.costs(sample).csv("utf-8-sig")),
        ("drivers.csv", records.drivers(sample).csv("utf-8")),
        ("waivers.csv", records.waivers(sample).csv("gb18030")),
        ("payments.csv", records.payments(sample).csv("gb18030")),
        ("disputes.csv", records.disputes(sample).csv("utf-8-sig")),
    )

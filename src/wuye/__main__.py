"""``python -m wuye``: run a month of an office's folder, check it, explain a line.

Exit codes: 0 done, 1 done with charges skipped, 2 errors and nothing written.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from .dates import Period
from .errors import FolderError, WuyeError
from .money import Money
from .office import Journal, Result, compute, explain, load, office_day, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        code: int = options.do(options)
    except FolderError as error:
        print(f"发现 {len(error.issues)} 处问题，没有写入任何文件：\n{error}", file=sys.stderr)
        return 2
    except WuyeError as error:
        print(f"{error} [{error.code}]", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read the output has gone; the work is done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"无法读写文件：{error} [file]", file=sys.stderr)
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m wuye", description="物业收费：出账、对账、催缴")
    commands = parser.add_subparsers(required=True, metavar="命令")
    month = commands.add_parser("run", help="出账并写出结果")
    month.add_argument("folder", type=Path, help="放着 office.toml 和各表的文件夹")
    month.add_argument("--month", required=True, help="出账月份，如 2026-10")
    month.add_argument("--on", required=True, help="余额、违约金和催缴所看的日子")
    month.add_argument("--known", help="截至哪一天登记的内容，默认同 --on")
    month.add_argument("--out", required=True, type=Path, help="结果写到哪个文件夹")
    month.set_defaults(do=_run)
    check = commands.add_parser("check", help="只检查，不写入")
    check.add_argument("folder", type=Path)
    check.add_argument("--month", help="连同这个月的出账一起检查，如 2026-10")
    check.add_argument("--on", help="看到哪一天为止，默认到该月最后一天")
    check.set_defaults(do=_check)
    why = commands.add_parser("explain", help="说明一笔费用怎样算出")
    why.add_argument("folder", type=Path)
    why.add_argument("bill", help="账单号")
    why.add_argument("line", help="项目代码")
    why.add_argument("--on", help="连同到这一天的收款和违约金一起说明")
    why.add_argument("--known", help="截至哪一天登记的内容，默认为全部")
    why.set_defaults(do=_explain)
    return parser


def _run(options: argparse.Namespace) -> int:
    month, on = Period.parse(options.month), office_day(options.on)
    known = office_day(options.known) if options.known else None
    result = run(options.folder, month, on=on, known=known, out=options.out)
    _summary(result, on)
    print(f"已写入 {options.out}：{'、'.join(name for name, _ in result.texts)}")
    return result.code


def _summary(result: Result, on: date) -> None:
    issued = result.issued
    print(f"新账单 {len(issued.bills)} 张，合计 {issued.total} 元；", end="")
    print(f"原有 {len(issued.existing)} 张；未能计费或与已出账不同 {result.left} 笔")
    for warning in result.warnings:
        print(warning)
    for state in result.states:
        print(f"{state.debtor}：未付 {state.outstanding}，其中违约金 {state.penalty}，", end="")
        print(f"异议 {state.disputed}；预存 {state.prepaid}")
    actions = sum(len(decision.actions) for decision in result.decisions)
    withheld = Money.total(w.amount for d in result.decisions for w in d.withheld)
    print(f"{on} 应发提醒 {actions} 份；不催缴 {withheld} 元，原因见 dunning.csv")


def _check(options: argparse.Namespace) -> int:
    office = load(options.folder)
    skipped = 0
    if options.month:
        month = Period.parse(options.month)
        on = office_day(options.on) if options.on else month.last
        result = compute(office, Journal.of(options.folder).read(), month, on=on)
        skipped = result.left + len(result.warnings) - len(office.warnings)
        _summary(result, on)
    else:
        print(*office.warnings, sep="\n", end="\n" * bool(office.warnings))
    found = f"提醒 {len(office.warnings)} 处，出账时会有 {skipped} 处"
    print(f"{office.community.name}：{len(office.community.units)} 套房屋；没有错误，{found}")
    return 1 if office.warnings or skipped else 0


def _explain(options: argparse.Namespace) -> int:
    on = office_day(options.on) if options.on else None
    known = office_day(options.known) if options.known else None
    item = explain(options.folder, options.bill, options.line, on=on, known=known)
    line = item.line
    print(f"{line.name}　{line.service.start} 至 {line.service.last}　{line.amount} 元")
    print(line.why("zh"))
    print(line.why("en"))
    same = "一致" if line.recompute() == line.amount else "不一致"
    print(f"另行复算：{line.recompute()} 元，{same}")
    for cite in line.basis.cites:
        print(f"依据：{cite}")
    if options.on:
        print(
            f"到 {on}：已付 {item.applied}，冲减 {item.credited}，未付 {item.principal}，", end=""
        )
        print(f"其中异议 {item.held}")
    if on and item.penalty and item.penalty.segments:
        print(f"违约金（{item.bill.due} 到期）：{item.penalty.why('zh')}")
        print(f"已付违约金 {item.penalty_applied}，依据：{item.penalty.basis.cites[0]}与合同约定")
    return 0


if __name__ == "__main__":
    sys.exit(main())

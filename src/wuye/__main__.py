"""``python -m wuye``: run a month of an office's folder, check it, explain a line; a sample.

Exit codes: 0 done, 1 done with charges skipped, 2 errors and nothing written.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from .dates import Period
from .errors import FolderError, WuyeError
from .office import Journal, changed, compute, explain, load, office_day, run, summary, write


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        code: int = options.do(options)
    except BrokenPipeError:  # whoever read the output has gone; the work is done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (WuyeError, OSError) as error:
        _tell(error, options)
        return 2
    return code


def _tell(error: WuyeError | OSError, options: argparse.Namespace) -> None:
    if options.json:
        _print_json(options, 2, summary.of_error(error))
    elif isinstance(error, FolderError):
        print(f"发现 {len(error.issues)} 处问题，没有写入任何文件：\n{error}", file=sys.stderr)
    elif isinstance(error, WuyeError):
        print(f"{error} [{error.code}]", file=sys.stderr)
    else:
        print(f"无法读写文件：{error} [file]", file=sys.stderr)


def _print_json(options: argparse.Namespace, code: int, told: dict[str, Any]) -> None:
    print(json.dumps({"command": options.command, "exit": code, **told}, ensure_ascii=False))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m wuye", description="物业收费：出账、对账、催缴")
    commands = parser.add_subparsers(required=True, metavar="命令", dest="command")
    month = commands.add_parser("run", help="出账并写出结果")
    month.add_argument("folder", type=Path, help="放着 office.toml 和各表的文件夹")
    month.add_argument("--month", required=True, help="出账月份，如 2026-10")
    month.add_argument("--on", required=True, help="余额、违约金和催缴所看的日子")
    month.add_argument("--known", help="截至哪一天登记的内容，默认同 --on")
    month.add_argument("--out", required=True, type=Path, help="结果写到哪个文件夹")
    month.add_argument("--correct", action="store_true", help="更正以往多收、少收的账单")
    month.add_argument("--progress", action="store_true", help="在标准错误上显示进度")
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
    made = commands.add_parser("sample", help="生成一个虚构小区的文件夹，供试用")
    made.add_argument("folder", type=Path, help="写到哪个文件夹，须是新的或空的")
    made.add_argument("--seed", type=int, default=7, help="同样的数得到同样的文件，默认 7")
    made.add_argument("--units", type=int, default=320, help="多少套房屋，默认 320")
    made.add_argument("--year", type=int, default=2026, help="哪一年，默认 2026")
    made.set_defaults(do=_sample)
    for command in (month, check, why, made):
        command.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")
    return parser


def _run(options: argparse.Namespace) -> int:
    month, on = Period.parse(options.month), office_day(options.on)
    known = office_day(options.known) if options.known else None
    shown = _Progress() if options.progress or sys.stderr.isatty() else None
    try:
        result = run(
            options.folder,
            month,
            on=on,
            known=known,
            correct=options.correct,
            out=options.out,
            progress=shown or _silent,
        )
    finally:
        if shown:
            shown.end()
    if options.json:
        files = [str(options.out / name) for name, _ in result.texts]
        _print_json(options, result.code, {**summary.of_run(result), "files": files})
    else:
        print(*summary.lines(result), sep="\n")
        print(f"已写入 {options.out}：{'、'.join(name for name, _ in result.texts)}")
    return result.code


class _Progress:
    """Tells on standard error how far the work is, each per cent once."""

    def __init__(self) -> None:
        self.told = ""

    def __call__(self, done: int, total: int | None) -> None:
        part = f"{100 * done // total}%" if total else "读取"
        if part != self.told:
            self.told = part
            print(f"\r{part}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line on which it was told."""
        if self.told:
            print(file=sys.stderr)


def _silent(_: int, __: int | None) -> None:
    """Tell nobody."""


def _check(options: argparse.Namespace) -> int:
    office = load(options.folder)
    result = None
    if options.month:
        month = Period.parse(options.month)
        on = office_day(options.on) if options.on else month.last
        result = compute(office, Journal.of(options.folder).read(), month, on=on)
    left = result.left + len(result.warnings) - len(office.warnings) if result else 0
    code = 1 if office.warnings or left else 0
    if options.json:
        told = summary.of_run(result) if result else summary.of_office(office)
        _print_json(options, code, told)
        return code
    for line in summary.lines(result) if result else office.warnings:
        print(line)
    found = f"提醒 {len(office.warnings)} 处"
    found += f"，出账时会有 {left} 处" if result else "；加 --month 可连同出账一起检查"
    print(f"{office.community.name}：{len(office.community.units)} 套房屋；没有错误，{found}")
    return code


def _explain(options: argparse.Namespace) -> int:
    on = office_day(options.on) if options.on else None
    known = office_day(options.known) if options.known else None
    item = explain(options.folder, options.bill, options.line, on=on, known=known)
    why = changed(options.folder, options.bill, options.line)
    if options.json:
        _print_json(options, 0, summary.of_item(item, why, on=on is not None))
        return 0
    line = item.line
    print(f"{line.name}　{line.service.start} 至 {line.service.last}　{line.amount} 元")
    print(line.why("zh"))
    print(line.why("en"))
    same = "一致" if line.recompute() == line.amount else "不一致"
    print(f"另行复算：{line.recompute()} 元，{same}")
    for cite in line.basis.cites:
        print(f"依据：{cite}")
    if why and why.parts:
        print(f"与上一次相比：{why.text()}")
    if options.on:
        print(
            f"到 {on}：已付 {item.applied}，冲减 {item.credited}，未付 {item.principal}，", end=""
        )
        print(f"其中异议 {item.held}")
    if on and item.penalty and item.penalty.segments:
        print(f"违约金（{item.bill.due} 到期）：{item.penalty.why('zh')}")
        print(f"已付违约金 {item.penalty_applied}，依据：{item.penalty.basis.cites[0]}与合同约定")
    return 0


def _sample(options: argparse.Namespace) -> int:
    from . import sample

    files = sample.folder(seed=options.seed, units=options.units, year=options.year)
    write(options.folder, files)
    names = [name for name, _ in files]
    if options.json:
        told = {"files": [str(options.folder / name) for name in names]}
        _print_json(options, 0, told)
    else:
        print(f"已写入 {options.folder}：{'、'.join(names)}")
        print("这是程序生成的样例，没有真实的人、公司和电话")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Splitting a difference (差额拆分): how much of it each cause makes, exactly to the fen.

The tree of the one amount becomes that of the other step by step, a cause at a time in the
order of :class:`~.causes.Cause`, and is evaluated after each step; what a step changes is the
part of its cause.  The parts telescope, so they sum to the difference by construction, and a
cause whose inputs are the same has no part.

Days come first, unless the earlier charge was made in pieces at several prices or areas: then
they come last, so that either way they are told at one price.

Where the trees differ, the inputs that only one of them has tell the cause: days, when a
part of a month is charged.  Inputs of several causes, or of another kind, say that the way
of charging changed.  Waivers that changed are lifted first and put on last, so that all other
parts are told of full prices.  Rounding has no part of its own: each step is rounded as the
amount is, and the odd fen of a shared cost go to the last cause that changed anything, or to
the sharers where nothing else did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from ...explain import Basis, Expr, Input, Op, Rounded, Whole
from .causes import Cause, cause_of, lifted, word
from .workings import Working, parts_of, rebuilt, units_of

_STEPS = tuple(Cause)[: tuple(Cause).index(Cause.WAIVERS)]
#: Causes of which one input may stand for another: months for days.
_EXCHANGED = (Cause.DAYS, Cause.WAIVERS)
_State = tuple[Expr, dict[str, Decimal]]


def split(was: Working, now: Working) -> dict[Cause, int]:
    """The parts of ``now - was`` in fen, by cause in their order; those of 0 fen are left out."""
    fens: dict[Cause, int] = {}
    last, state, before = None, _state(was, was, ()), was.fen
    for cause, reached in _steps(was, now):
        if reached != state:
            after = _fen(*reached, before)
            fens[cause] = fens.get(cause, 0) + after - before
            last, state, before = cause, reached, after
    last = last or (Cause.SHARERS if was.shared or now.shared else Cause.WAY)
    fens[last] = fens.get(last, 0) + now.fen - before
    return {cause: fens[cause] for cause in Cause if fens.get(cause)}


def _steps(was: Working, now: Working) -> Iterator[tuple[Cause, _State]]:
    """The states between two amounts, each with the cause that leads to it."""
    lift = _waivers(was) != _waivers(now)
    if lift:
        yield Cause.WAIVERS, _lifted(_state(was, now, ()))
    steps = (*_STEPS[1:], Cause.DAYS) if was.pieces > now.pieces else _STEPS
    for at, cause in enumerate(steps):
        state = _state(was, now, steps[: at + 1])
        yield cause, _lifted(state) if lift else state
    yield Cause.WAIVERS, _state(now, now, ())


def _state(was: Working, now: Working, changed: Collection[Cause]) -> _State:
    """The tree and inputs in which the causes that have ``changed`` are as they are now."""
    if _way(was.expr, now.expr):
        expr = now.expr if Cause.WAY in changed else was.expr
    else:
        expr = _between(was.expr, now.expr, changed)
    inputs: dict[str, Decimal] = {}
    for name, unit in units_of(expr).items():
        sides = (now, was) if cause_of(name, unit) in changed else (was, now)
        names = (name, name.partition("#")[0])
        inputs[name] = next(
            side.inputs[each] for side in sides for each in names if side.units.get(each) == unit
        )
    return expr, inputs


def _between(was: Expr, now: Expr, changed: Collection[Cause]) -> Expr:
    """The tree with all differences that are due to causes that have ``changed``."""
    if was == now:
        return now
    causes = _alone(was, now)
    if len(causes) == 1:
        return now if causes.pop() in changed else was
    pairs = zip(parts_of(was), parts_of(now), strict=True)
    return rebuilt(now, [_between(one, other, changed) for one, other in pairs])


def _way(was: Expr, now: Expr) -> bool:
    """Whether two trees charge in different ways, and not merely for other days, say."""
    if was == now:
        return False
    causes = _alone(was, now)
    if len(causes) == 1:
        return causes == {Cause.WAY}
    pairs = zip(parts_of(was), parts_of(now), strict=False)
    return not _alike(was, now) or any(_way(one, other) for one, other in pairs)


def _alone(was: Expr, now: Expr) -> set[Cause]:
    """The causes of the inputs that stand in one of two trees alone.

    Waivers count where nothing else does, since they are lifted while others are compared.
    """
    mine, theirs = units_of(was), units_of(now)
    shared = mine.keys() & theirs.keys()
    if any(mine[name] != theirs[name] for name in shared if cause_of(name, "") is not None):
        return {Cause.WAY}
    words: dict[Cause, list[set[str]]] = {}
    for at, names in enumerate((mine, theirs)):
        for name in names.keys() - shared:
            cause = cause_of(name, names[name])
            if cause and name.partition("#")[0] not in shared:
                words.setdefault(cause, [set(), set()])[at].add(word(name))
    for cause, (gone, come) in words.items():
        if cause not in _EXCHANGED and gone and come and gone != come:
            return {Cause.WAY}
    return words.keys() - {Cause.WAIVERS} or set(words)


def _alike(was: Expr, now: Expr) -> bool:
    """Whether two nodes are of one kind, whatever they stand on."""
    if type(was) is not type(now) or len(parts_of(was)) != len(parts_of(now)):
        return False
    match was, now:
        case Input(name=one), Input(name=other):
            return one == other
        case (Op(sign=one), Op(sign=other)):
            return one == other
        case (Rounded(rounding=mine), Rounded(rounding=theirs)):
            return mine == theirs
        case (Whole(mode=up), Whole(mode=down)):
            return up is down
    return True


def _waivers(of: Working) -> dict[str, Decimal]:
    return {name: value for name, value in of.inputs.items() if cause_of(name, "") is Cause.WAIVERS}


def _lifted(state: _State) -> _State:
    return state[0], lifted(state[1])


def _fen(expr: Expr, inputs: dict[str, Decimal], before: int) -> int:
    """What a state comes to; as before where it divides by zero, as only one between can."""
    try:
        return Basis(expr, tuple(inputs.items())).evaluate().fen
    except ZeroDivisionError:
        return before

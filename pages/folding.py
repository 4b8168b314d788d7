"""What is part of another record folded under it in a list: one line for both, and nothing lost."""

from collections.abc import Callable, Iterable, Mapping


def folded(
    parts: Iterable[int], wholes: Mapping[int, Iterable[int]], goes_under: Callable[[int, int], bool]
) -> dict[int, list[int]]:
    """What is folded under what, in the order of `parts`.

    `wholes`: what each is part of; `goes_under`: whether a part has no line of its own beside that whole.
    """
    under: dict[int, int] = {}
    for part in parts:
        whole = next((whole for whole in wholes[part] if goes_under(part, whole)), None)
        if whole is not None:
            under[part] = whole
    found: dict[int, list[int]] = {}
    for part in under:
        if (top := _uppermost(part, under)) != part:
            found.setdefault(top, []).append(part)
    return found


def _uppermost(part: int, under: Mapping[int, int]) -> int:
    """What the chain of wholes ends at. Of a circle its first in the list stands for all."""
    path = [part]
    while (whole := under.get(path[-1])) is not None:
        if whole in path:
            return min(path[path.index(whole) :])
        path.append(whole)
    return path[-1]

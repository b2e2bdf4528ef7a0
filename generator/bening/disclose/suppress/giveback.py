"""Publish again what need not be hidden: reverse deletion, with whatever hangs on the cell that is tried.

A cell is published where all other requirements can still be proven; cells that were hidden for its sake only
(nothing protects them any more, and nothing requires them) are published with it, so that whole cycles go at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from bening.disclose.suppress.search import EFFORT, Search

LARGE = 2000


def give_back(search: Search, kept: frozenset[int] = frozenset()) -> None:
    """Publish every secondary cell that can be, the heaviest first; `kept` cells stay hidden unless others force.

    In large tables first what can be seen to be safe within an office: the rest is then less to look through.
    """
    for effort in (0, EFFORT) if len(search.hidden) > LARGE else (EFFORT,):
        search.close(effort)
        secondary = search.hidden - search.primary - kept
        for cell in sorted(secondary, key=lambda c: (-search.weights[c], c)):
            if cell in search.hidden:
                try_without(search, [cell])
        search.open()


def try_without(search: Search, cells: Iterable[int]) -> bool:
    """Publish `cells` and what hangs on them, if all that must stay hidden stays proven; otherwise change nothing."""
    attempt = _Attempt(search)
    if attempt.succeeds(sorted(cells)):
        search.lines.forget(attempt.ended)
        return True
    attempt.undo()
    return False


class _Attempt:
    """Cells published on trial, the lines that ended with them, and the requirements to look at again."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.shown: list[int] = []
        self.ended: list[int] = []
        self.doubtful: set[int] = set()

    def succeeds(self, queue: list[int]) -> bool:
        """Publish the queue; publish what then stands unprotected; stop at the first that must be protected."""
        while self._publish(queue):
            lost = self._lost()
            if lost is None:
                return True
            queue = [lost]
        return False

    def undo(self) -> None:
        """Hide again. Lines found on the way do not change what was published, so they hold, too."""
        self.search.hide(self.shown)
        self.search.lines.revive(self.ended)

    def _publish(self, queue: list[int]) -> bool:
        search = self.search
        while queue:
            cell = queue.pop()
            if cell in search.primary or cell in search.unseen:
                return False
            if cell in search.hidden:
                search.show([cell])
                self.shown.append(cell)
                ended = search.lines.through([cell])
                self.ended += ended
                self.doubtful.update(search.lines.end(ended))
                queue += search.cornered(cell)
        return True

    def _lost(self) -> int | None:
        """The first requirement that cannot be met any more; those that must be met come first."""
        search = self.search
        order = sorted(self.doubtful, key=lambda c: (c < search.grid.visible and c not in search.primary, c))
        for cell in order:
            required = cell in search.hidden or cell in search.unseen
            if required and not search.lines.proven(cell) and not search.meets(cell):
                return cell
            self.doubtful.discard(cell)
        return None

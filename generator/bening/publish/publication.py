"""What the public site is made from. There is no field through which a record could come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bening.disclose.safe import SafeRelease
from bening.model.base import Model
from bening.model.cycle import Cycle
from bening.model.distribution import Distribution
from bening.model.multirater import MultiRater
from bening.model.policy import Policy
from bening.model.procedure import Procedure
from bening.model.rubric import Families, RegimeBase
from bening.model.satisfaction import Satisfaction
from bening.model.settings import Settings
from bening.publish.units import PublicUnit

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class PublishedRubric(Generic[M]):
    """A rubric with the bytes it was read from; `line` gives a pointer's line in them (`/matrix/3`)."""

    model: M
    ref: str
    path: str
    sha256: str
    content: bytes
    line: Callable[[str], int]

    @property
    def page(self) -> str:
        """The name of its page: `permenpanrb-6-2022-v1`."""
        return self.ref.replace("/", "-")

    @property
    def download(self) -> str:
        """Where its file lies below `data/`."""
        return f"rubrics/{self.ref}.yaml"

    @property
    def text(self) -> str:
        """Its YAML as text."""
        return self.content.decode()


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that pages and data files are made from; releases are oldest first, units by code."""

    settings: Settings
    regimes: tuple[PublishedRubric[RegimeBase], ...]
    policy: PublishedRubric[Policy]
    families: PublishedRubric[Families]
    units: tuple[PublicUnit, ...]
    releases: tuple[SafeRelease, ...]
    as_of: str
    draft: bool
    version: str
    multi_rater: PublishedRubric[MultiRater] | None = None
    satisfaction: PublishedRubric[Satisfaction] | None = None
    distribution: PublishedRubric[Distribution] | None = None
    procedure: PublishedRubric[Procedure] | None = None
    cycle: PublishedRubric[Cycle] | None = None
    others: tuple[PublishedRubric[Any], ...] = ()  # indicative regimes and further rubrics, each with a page

    @property
    def newest(self) -> SafeRelease | None:
        """The release that `data/` shows."""
        return self.releases[-1] if self.releases else None

    @property
    def current(self) -> PublishedRubric[RegimeBase]:
        """The official regime of the latest period."""
        latest = max(self.settings.calendar.periods, key=lambda entry: entry.period)
        return next((one for one in self.regimes if one.ref == latest.regime), self.regimes[-1])

    @property
    def rubrics(self) -> tuple[PublishedRubric[Any], ...]:
        """All rubrics, the regimes first."""
        further = (self.multi_rater, self.satisfaction, self.distribution, self.procedure, self.cycle)
        return (*self.regimes, *self.others, self.policy, self.families, *(one for one in further if one is not None))

"""The numeric regime (PP 30/2019): shares, achievement of targets, behaviour in figures, bands."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from bening.model.base import Bilingual, Model, Number, described, header_schema
from bening.model.organisation import Position, PostType
from bening.model.rubric import RegimeBase, Source
from bening.model.scales import Band, Rounding, Scale
from bening.model.terms import Aspect, BehaviourValue, Direction, RaterGroup

Opinions = Literal["used", "not_used"]
Posts = Literal["supervisory", "other"]


class Share(Source):
    """How much work results and behaviour count, in percent; together exactly 100."""

    opinions: Opinions = described(
        ("Pendapat rekan dan bawahan", "Opinions of peers and subordinates"),
        ("Dipakai atau tidak", "Whether they are used"),
    )
    work: Number = described(("Hasil kerja", "Work results"), ("Bobot SKP, persen", "Percent"), example=70)
    behaviour: Number = described(("Perilaku", "Behaviour"), ("Bobot perilaku, persen", "Percent"), example=30)


class Supervisory(Source):
    """Which posts lead others, and which values are rated for them only."""

    post_types: list[PostType] = described(
        ("Jenis jabatan", "Kinds of post"), ("Jabatan yang memimpin", "Posts that lead others")
    )
    heads: bool = described(
        ("Kepala unit", "Heads of units"), ("Apakah kepala unit termasuk", "Whether heads of units count")
    )
    only_values: list[BehaviourValue] = described(
        ("Hanya bagi mereka", "Only for them"), ("Nilai yang hanya dinilai bagi mereka", "Values rated for them only")
    )


class GroupWeight(Model):
    """The weight of one group of raters, in percent."""

    group: RaterGroup = described(("Kelompok", "Group"), ("Kelompok penilai", "The group of raters"))
    percent: Number = described(("Bobot", "Weight"), ("Persen", "Percent"), example=60)


class GroupWeights(Source):
    """The weights where exactly these groups of raters have answered; together exactly 100."""

    posts: list[Posts] = described(
        ("Jabatan", "Posts"), ("Bagi jabatan mana", "For which posts"), min_length=1, max_length=2
    )
    weights: list[GroupWeight] = described(
        ("Bobot", "Weights"), ("Bobot tiap kelompok", "The weight of each group"), min_length=1
    )


class Formula(Source):
    """The formula of a direction: the achievement in percent of a target t by a realisation r.

    `ratio`: r / t x 100. `inverse`: (1 + (1 - r / t)) x 100. `bounds`: 100 within the bounds, otherwise the ratio to
    the bound that was passed.
    """

    direction: Direction = described(("Arah", "Direction"), ("Arah indikator", "The indicator's direction"))
    formula: Literal["ratio", "inverse", "bounds"] = described(("Rumus", "Formula"), ("Rumusnya", "Its formula"))
    text: Bilingual = described(("Bunyi", "Wording"), ("Rumus dalam kata-kata", "The formula in words"))

    def achieved(
        self, actual: Fraction, target: Fraction | None, lower: Fraction | None, upper: Fraction | None
    ) -> Fraction | None:
        """The achievement in percent, without limits; None where the formula lacks its target or bounds."""
        if self.formula == "bounds":
            if lower is None or upper is None:
                return None
            if lower <= actual <= upper:
                return Fraction(100)
            target = upper if actual > upper else lower
        if target is None:
            return None
        ratio = actual / target
        return (2 - ratio) * 100 if self.formula == "inverse" else ratio * 100


class Achievement(Source):
    """Limits of an achievement in percent, the formulas, and the aspects that count."""

    minimum: Number = described(("Terendah", "Lowest"), ("Capaian terendah", "The lowest achievement"), example=0)
    maximum: Number = described(("Tertinggi", "Highest"), ("Capaian tertinggi", "The highest one"), example=120)
    aspects: list[Aspect] = described(
        ("Aspek yang dihitung", "Aspects that count"), ("Aspek indikator", "Aspects of indicators"), min_length=1
    )
    formulas: list[Formula] = described(("Rumus", "Formulas"), ("Rumus tiap arah", "By direction"), min_length=1)


class Combination(Source):
    """How achievements become the score of work results."""

    indicators: Literal["mean"] = described(
        ("Indikator", "Indicators"), ("Rata-rata indikator tiap RHK", "The mean of the indicators of an RHK")
    )
    results: Literal["mean"] = described(("RHK", "Work results"), ("Rata-rata RHK", "The mean of the RHK"))
    additional: Literal["counted", "not_counted"] = described(
        ("RHK tambahan", "Additional work results"), ("Dihitung atau tidak", "Whether they count")
    )
    values: Literal["mean"] = described(("Perilaku", "Behaviour"), ("Rata-rata nilai perilaku", "Mean of the values"))


class NumericRegime(RegimeBase):
    """rubrics/<regime>/<version>.yaml with `method: numeric`."""

    schema_: Literal["bening/regime/v1"] = header_schema("bening/regime/v1")
    method: Literal["numeric"] = described(("Cara", "Method"), ("Cara menghitung", "The way of computing"))
    scale: Scale = described(("Skala nilai akhir", "Scale of the score"), ("Nilai akhir", "The final score"))
    opinions: Opinions = described(
        ("Pendapat rekan dan bawahan", "Opinions of peers and subordinates"),
        ("Apakah instansi memakainya", "Whether the agency uses them"),
    )
    shares: list[Share] = described(("Bobot", "Shares"), ("Bobot SKP dan perilaku", "Work results and behaviour"))
    achievement: Achievement = described(
        ("Capaian", "Achievement"), ("Batas capaian indikator", "Limits of an indicator's achievement")
    )
    combination: Combination = described(("Gabungan", "Combination"), ("Cara menggabungkan", "How parts combine"))
    behaviour_scale: Scale = described(
        ("Skala perilaku", "Scale of behaviour"), ("Skala nilai perilaku", "The scale of behaviour")
    )
    supervisory: Supervisory = described(
        ("Jabatan yang memimpin", "Supervisory posts"), ("Siapa yang memimpin", "Who leads others")
    )
    group_weights: list[GroupWeights] = described(
        ("Bobot kelompok penilai", "Weights of groups"), ("Bobot kelompok penilai", "Weights of groups of raters")
    )
    bands: list[Band] = described(("Rentang", "Bands"), ("Rentang predikat", "Bands of predicates"), min_length=1)
    rounding: Rounding = described(("Pembulatan", "Rounding"), ("Cara membulatkan", "How it is rounded"))

    def formula(self, direction: str) -> tuple[int, Formula] | None:
        """The formula of a direction, with its place in the list; None when the rubric has none."""
        found = enumerate(self.achievement.formulas)
        return next(((i, f) for i, f in found if f.direction == direction), None)

    def leads(self, position: Position) -> bool:
        """Tell whether a post leads others, so that the values for such posts are rated."""
        rule = self.supervisory
        return position.post_type in rule.post_types or (rule.heads and position.head)

    def rated(self, leads: bool) -> list[BehaviourValue]:
        """The values that are rated for a post that leads others, or for one that does not."""
        return [v.id for v in self.values if leads or v.id not in self.supervisory.only_values]

    @property
    def share(self) -> tuple[int, Share] | None:
        """The shares that the agency uses, with their place in the list; None when the rubric has none."""
        return next(((i, s) for i, s in enumerate(self.shares) if s.opinions == self.opinions), None)

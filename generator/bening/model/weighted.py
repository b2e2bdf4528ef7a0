"""An agency's own weighted indicators per position family. Indicative: it never changes the official predicate."""

from __future__ import annotations

from typing import Literal

from bening.model.base import Bilingual, Model, Number, Slug, described, header_schema
from bening.model.raters import ItemCode
from bening.model.rubric import RegimeBase, Source, ValueLabel
from bening.model.scales import Band, Disagreement, Rounding, Scale

ValueSource = Literal["measurement", "satisfaction", "multi_rater"]


class WeightedIndicator(Source):
    """An indicator: where its value comes from and on which scale it is."""

    id: Slug = described(("Kode", "Code"), ("Kode tetap", "The fixed code"), example="disiplin")
    label: Bilingual = described(("Sebutan", "Label"), ("Nama indikator", "The indicator's name"))
    description: Bilingual = described(("Keterangan", "Description"), ("Apa yang diukur", "What is measured"))
    source: ValueSource = described(
        ("Sumber nilai", "Source of the value"),
        (
            "measurement: catatan pengukuran; satisfaction: SKM unit; multi_rater: gabungan penilai",
            "measurement: a measurement record; satisfaction: the unit's survey; multi_rater: several raters together",
        ),
    )
    item: ItemCode | None = described(
        ("Butir", "Item"), ("Butir penilaian banyak penilai", "The item of the multi-rater rubric"), default=None
    )
    scale: Scale = described(("Skala", "Scale"), ("Skala nilainya", "The scale of its values"))


class Weight(Model):
    """The weight of one indicator, in percent."""

    indicator: Slug = described(("Indikator", "Indicator"), ("Kode indikator", "The indicator's code"))
    percent: Number = described(("Bobot", "Weight"), ("Persen", "Percent"), example=30)


class FamilyWeights(Source):
    """The weights of a position family; together exactly 100."""

    family: Slug = described(("Rumpun", "Family"), ("Kode rumpun jabatan", "The position family's code"))
    weights: list[Weight] = described(("Bobot", "Weights"), ("Bobot tiap indikator", "Weights"), min_length=1)


class WeightedRegime(RegimeBase):
    """rubrics/<regime>/<version>.yaml with `method: weighted`."""

    schema_: Literal["bening/regime/v1"] = header_schema("bening/regime/v1")
    method: Literal["weighted"] = described(("Cara", "Method"), ("Cara menghitung", "The way of computing"))
    label: Bilingual = described(("Label", "Label"), ("Label pada setiap hasil", "What every result is labelled"))
    values: list[ValueLabel] = described(
        ("Nilai", "Values"), ("Tidak dipakai pada cara ini", "Not used by this method"), default=[], max_length=0
    )
    scale: Scale = described(("Skala indeks", "Scale of the index"), ("Skala indeks", "The scale of the index"))
    indicators: list[WeightedIndicator] = described(
        ("Indikator", "Indicators"), ("Indikator dan sumbernya", "Indicators and their sources"), min_length=1
    )
    families: list[FamilyWeights] = described(
        ("Bobot per rumpun", "Weights per family"), ("Bobot per rumpun jabatan", "Weights per family"), min_length=1
    )
    satisfaction_of: Literal["unit", "nearest_above"] = described(
        ("SKM siapa", "Whose survey"),
        ("Unit pegawai saja, atau unit terdekat di atasnya", "The person's unit only, or the nearest one above"),
    )
    bands: list[Band] = described(("Rentang", "Bands"), ("Rentang predikat", "Bands of predicates"), min_length=1)
    rounding: Rounding = described(("Pembulatan", "Rounding"), ("Cara membulatkan", "How it is rounded"))
    disagreement: Disagreement = described(
        ("Beda dengan hasil resmi", "Disagreement with the official result"),
        ("Kapan penelaah diberi tahu", "When reviewers are told"),
    )

    def weights_of(self, family: str) -> tuple[int, FamilyWeights] | None:
        """The weights of a family with their place in the list; None when the rubric has none."""
        return next(((i, f) for i, f in enumerate(self.families) if f.family == family), None)

    def indicator(self, code: str) -> tuple[int, WeightedIndicator] | None:
        """An indicator with its place in the list."""
        return next(((i, d) for i, d in enumerate(self.indicators) if d.id == code), None)

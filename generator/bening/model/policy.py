"""rubrics/disclosure: the policy that decides which figures about people may be public. No number has a default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import StringConstraints

from bening.model.base import Bilingual, BilingualLong, IsoDate, Model, ShortText, described, header_schema
from bening.model.tables import SHAPES, Attribute, Shape, TableName

Tree = dict[str, list[str]]
_ID = (("Kode", "Code"), ("Kode tetap", "The fixed code"))
_LABEL = (("Sebutan", "Label"), ("Sebutan bagi pembaca", "What a reader sees"))
_REASON = (("Alasan", "Reason"), ("Mengapa begitu", "Why it is so"))
_OWNER = (("Penanggung jawab", "Owner"), ("Jabatan penanggung jawab", "The owning office"))


class Threshold(Model):
    """A number of the policy, with its reason and its owner beside it."""

    value: int = described(("Nilai", "Value"), ("Ambang", "The threshold"), ge=1)
    reason: BilingualLong = described(*_REASON)
    owner: ShortText = described(*_OWNER)


class Share(Threshold):
    """A threshold in per cent."""

    value: int = described(("Nilai", "Value"), ("Ambang dalam persen", "The threshold in per cent"), ge=1, le=100)


class Decimals(Threshold):
    """A number of decimal places."""

    value: int = described(("Nilai", "Value"), ("Banyaknya angka di belakang koma", "Decimal places"), ge=0, le=6)


class OwnersApproval(Model):
    """One owner's word that a version of the policy may be used."""

    owner: ShortText = described(*_OWNER)
    date: IsoDate = described(("Tanggal", "Date"), ("Hari persetujuan", "Day of the approval"))


class Switch(Model):
    """A choice of the policy, with its reason and its owner beside it."""

    value: bool = described(("Nilai", "Value"), ("Ya atau tidak", "Yes or no"))
    reason: BilingualLong = described(*_REASON)
    owner: ShortText = described(*_OWNER)


class MergedClass(Model):
    """A class with a name of its own: several base classes together, or a base class that no other rubric names."""

    attribute: Attribute = described(
        ("Sifat", "Attribute"),
        ("Apa yang dibedakan: predicate, stage (tahap), atau outcome (keputusan)", "What is told apart"),
        default="predicate",
    )
    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)] = described(*_ID)
    label: Bilingual = described(*_LABEL)
    of: list[str] = described(
        ("Terdiri atas", "Consists of"), ("Kelas dasar di dalamnya", "The base classes in it"), min_length=1
    )


class TablePlan(Model):
    """One table that the agency means to publish; the first of the plan are the last to be withheld."""

    table: TableName = described(("Tabel", "Table"), ("Nama tabel", "The table's name"))
    title: Bilingual = described(("Judul", "Title"), ("Judul tabel", "The table's title"))
    tree: Tree = described(
        ("Susunan kelas", "Classes"), ("Induk ke anak; TOTAL di puncak", "Parent to children; TOTAL on top")
    )
    homogeneity: Switch | None = described(
        ("Kelompok seragam dilindungi", "Uniform groups are protected"),
        (
            "Tidak boleh pasti bahwa (hampir) seluruh kelompok masuk kelas yang sama; berlaku juga bila tidak diisi",
            "It must not be certain that (nearly) all of a group are in one class; holds where nothing is said, too",
        ),
        default=None,
    )

    @property
    def shape(self) -> Shape:
        """Dimensions, depth, attribute and population of the table."""
        return SHAPES[self.table]

    @property
    def lenient(self) -> bool:
        """Tell whether uniform groups may be shown; never of predicates."""
        return self.shape.attribute != "predicate" and self.homogeneity is not None and not self.homogeneity.value


class Policy(Model):
    """rubrics/disclosure/<version>.yaml: the disclosure policy."""

    schema_: Literal["bening/disclosure/v1"] = header_schema("bening/disclosure/v1")
    id: Literal["disclosure"] = described(*_ID)
    version: Annotated[str, StringConstraints(pattern=r"^v[1-9][0-9]{0,3}$")] = described(
        ("Versi", "Version"), ("Versi kebijakan", "The policy's version")
    )
    title: Bilingual = described(("Judul", "Title"), ("Judul kebijakan", "The policy's title"))
    valid_from: IsoDate = described(("Berlaku sejak", "Valid from"), ("Hari pertama", "First day"))
    legal_basis: list[ShortText] = described(
        ("Dasar hukum", "Legal basis"), ("Peraturan dan pasal", "Regulation and article"), min_length=1
    )
    approved_by: list[OwnersApproval] = described(
        ("Disetujui oleh", "Approved by"),
        ("Setiap versi disetujui oleh sedikitnya dua pemilik angka", "Two owners of numbers approve each version"),
        min_length=1,
    )
    office_minimum: Threshold = described(
        ("Jumlah terkecil, perangkat daerah", "Minimum count, offices"),
        (
            "Dari tingkat perangkat daerah ke atas, jumlah di bawah ini tidak ditampilkan",
            "From office level up, a count below this is not shown",
        ),
    )
    unit_minimum: Threshold = described(
        ("Jumlah terkecil, unit", "Minimum count, units"),
        ("Di tingkat unit, jumlah di bawah ini tidak ditampilkan", "At unit level, a count below this is not shown"),
    )
    mean_minimum: Threshold = described(
        ("Jumlah terkecil untuk rata-rata", "Minimum count for means"),
        ("Rata-rata atas orang yang lebih sedikit tidak ditampilkan", "A mean over fewer people is not shown"),
    )
    mean_decimals: Decimals = described(
        ("Angka di belakang koma", "Decimal places of means"),
        ("Rata-rata dibulatkan menjadi sekian angka di belakang koma", "A mean is rounded to so many decimal places"),
    )
    median_days_step: Threshold = described(
        ("Pembulatan median hari", "Rounding of median days"),
        (
            "Median hari keputusan keberatan dibulatkan ke kelipatan sekian hari; di bawah jumlah terkecil untuk "
            "rata-rata tidak ditampilkan",
            "The median days of decisions on objections are rounded to multiples of so many days, and not shown of "
            "fewer decisions than the minimum count for means",
        ),
    )
    homogeneity_percent: Share = described(
        ("Bagian terbesar (%)", "Largest share (%)"),
        (
            "Kelompok yang sebesar ini sama predikatnya tidak boleh dapat disimpulkan",
            "A group of which this share has one predicate must not be certain",
        ),
    )
    insider: Switch = described(
        ("Satu orang dalam", "One insider"),
        ("Lindungi juga terhadap satu anggota kelompok", "Protect against a member of the group, too"),
    )
    merge_units_below: Threshold = described(
        ("Gabungkan unit di bawah", "Merge units below"),
        ("Unit yang lebih kecil digabung dalam perangkat daerahnya", "Smaller units are merged within their office"),
    )
    merge_offices_below: Threshold = described(
        ("Gabungkan perangkat daerah di bawah", "Merge offices below"),
        ("Perangkat daerah yang lebih kecil digabung", "Smaller offices are merged"),
    )
    headcounts_known: Switch = described(
        ("Jumlah pegawai diketahui umum", "Headcounts are known"),
        (
            "Jumlah pegawai tiap unit diterbitkan dan dianggap diketahui penyerang",
            "Each unit's number of people is published, and taken as known to an attacker",
        ),
    )
    renew_pattern_loss: Share = described(
        ("Perbarui pola sel tersembunyi (%)", "Renew the pattern of hidden cells (%)"),
        (
            "Pola rilis lalu dipakai lagi, kecuali bila sekian persen pegawai hilang dari sel yang terbit",
            "The last release's pattern is kept unless it costs so many per cent of the people in published cells",
        ),
    )
    release_days_after_period: Threshold = described(
        ("Hari sesudah periode", "Days after the period"),
        ("Rilis paling cepat sekian hari sesudah periode berakhir", "No release before so many days after its period"),
    )
    release_days_between: Threshold = described(
        ("Hari antarrilis", "Days between releases"),
        (
            "Sedikitnya sekian hari antara dua rilis tentang periode yang sama",
            "So many days at least between two releases of one period",
        ),
    )
    classes: list[MergedClass] = described(
        ("Kelas gabungan", "Merged classes"),
        ("Kelas yang sebutannya ditetapkan di sini", "Classes that are named here"),
        min_length=1,
    )
    tables: list[TablePlan] = described(
        ("Rencana tabel", "Table plan"), ("Tabel yang diterbitkan", "The tables to publish"), min_length=1
    )

    @property
    def ref(self) -> str:
        """`disclosure/<version>`."""
        return f"{self.id}/{self.version}"

    @property
    def owners(self) -> frozenset[str]:
        """Who answers for a number or a choice of this policy."""
        settings = [getattr(self, name) for name in type(self).model_fields]
        settings += [plan.homogeneity for plan in self.tables]
        return frozenset(s.owner for s in settings if isinstance(s, (Threshold, Switch)))

    def named(self, attribute: Attribute) -> list[MergedClass]:
        """The classes of an attribute that this policy names."""
        return [c for c in self.classes if c.attribute == attribute]

    def bases(self, node: str, tree: Mapping[str, Sequence[str]], attribute: Attribute = "predicate") -> list[str]:
        """The base classes that a node of a table's tree stands for; unknown names stand for themselves."""
        if node in tree:
            below = {parent: children for parent, children in tree.items() if parent != node}
            return [base for child in tree[node] for base in self.bases(child, below, attribute)]
        return next((list(c.of) for c in self.named(attribute) if c.id == node), [node])

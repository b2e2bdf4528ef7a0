"""Units and people: the organisation with effective dates. Carries no name and no NIP of a person."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from bening.model.base import (
    Bilingual,
    IsoDate,
    Model,
    PersonId,
    ShortText,
    Slug,
    described,
    header_body,
    header_kind,
    header_person,
    header_schema,
    header_unit,
)
from bening.model.terms import UnitLevel

OfficerRole = Literal["hr", "rater"]
Employment = Literal["pns", "pppk"]
PostType = Literal["manajerial", "nonmanajerial"]
PostLevel = Literal[
    "jpt_utama",
    "jpt_madya",
    "jpt_pratama",
    "administrator",
    "pengawas",
    "ahli_utama",
    "ahli_madya",
    "ahli_muda",
    "ahli_pertama",
    "penyelia",
    "mahir",
    "terampil",
    "pemula",
    "pelaksana",
]
Acting = Literal["plt", "plh"]
ForgeKind = Literal["github", "gitlab", "forgejo"]
# A pattern given to `described` would be overruled by that of a constrained type such as ShortText.
Grade = Annotated[
    str,
    StringConstraints(
        pattern=r"^(I|II|III)/[a-d]$|^IV/[a-e]$|^(I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII|XIII|XIV|XV|XVI|XVII)$"
    ),
]

_FROM = (("Berlaku sejak", "Valid from"), ("Hari pertama berlaku", "First day in force"))
_TO = (
    ("Berlaku sampai", "Valid to"),
    ("Hari terakhir berlaku; kosongkan bila masih berlaku", "Last day in force; leave out while it lasts"),
)


class Officer(Model):
    """A person who holds a role for a unit and everything below it."""

    role: OfficerRole = described(("Peran", "Role"), ("Peran yang dipegang", "The role that is held"), example="hr")
    person: PersonId = described(
        ("Pegawai", "Person"), ("Nomor acak pegawai", "The person's random id"), example="p-aaaabbbbccccdddd"
    )
    valid_from: IsoDate = described(*_FROM, example="2025-01-01")
    valid_to: IsoDate | None = described(*_TO, default=None, example="2025-12-31")


class UnitVersion(Model):
    """What a unit was called and where it belonged in a span of time."""

    valid_from: IsoDate = described(*_FROM, example="2025-01-01")
    valid_to: IsoDate | None = described(*_TO, default=None, example="2025-12-31")
    name: Bilingual = described(
        ("Nama", "Name"),
        ("Nama resmi unit dalam dua bahasa", "The unit's official name in both languages"),
    )
    level: UnitLevel = described(
        ("Tingkat", "Level"),
        (
            "Instansi, perangkat daerah, atau bidang",
            "Agency, office (perangkat daerah) or unit (bidang)",
        ),
        example="office",
    )
    parent: Slug | None = described(
        ("Unit induk", "Parent unit"),
        ("Unit di atasnya; kosong hanya untuk instansi", "The unit above; left out for the agency only"),
        default=None,
        example="kota-tirta-bening",
    )


class UnitBody(Model):
    """A unit through time."""

    versions: list[UnitVersion] = described(
        ("Riwayat", "History"),
        (
            "Nama dan induk unit per rentang waktu, dari yang terlama",
            "Name and parent per span, oldest first",
        ),
        min_length=1,
        max_length=50,
    )
    officers: list[Officer] = described(
        ("Petugas", "Officers"),
        (
            "Pemegang peran untuk unit ini dan bawahannya",
            "Who holds roles for this unit and those below it",
        ),
        default=[],
        max_length=50,
    )


class Unit(Model):
    """records/organisation/<unit>.yaml."""

    schema_: Literal["bening/unit/v1"] = header_schema("bening/unit/v1")
    kind: Literal["unit"] = header_kind("unit")
    unit: Slug = header_unit()
    body: UnitBody = header_body()


class Position(Model):
    """A post that a person holds in a span of time."""

    valid_from: IsoDate = described(*_FROM, example="2025-01-01")
    valid_to: IsoDate | None = described(*_TO, default=None, example="2025-12-31")
    unit: Slug = described(
        ("Unit", "Unit"), ("Unit tempat bertugas", "The unit of the post"), example="dinas-kesehatan"
    )
    title: ShortText = described(
        ("Jabatan", "Post"),
        ("Nama jabatan, tanpa nama orang", "The post's title, without a person's name"),
        example="Penyuluh Kesehatan Masyarakat Ahli Pertama",
    )
    post_type: PostType = described(
        ("Jenis jabatan", "Kind of post"),
        ("Manajerial atau nonmanajerial (UU 20/2023)", "Managerial or non-managerial (Law 20/2023)"),
        example="nonmanajerial",
    )
    level: PostLevel = described(("Jenjang", "Level"), ("Jenjang jabatan", "The post's level"), example="ahli_pertama")
    family: Slug = described(
        ("Rumpun jabatan", "Position family"),
        ("Rumpun menurut rubrik rumpun jabatan", "A family of the position-family rubric"),
        example="teknis",
    )
    grade: Grade = described(
        ("Golongan", "Grade"),
        ("Golongan ruang PNS atau golongan PPPK", "Grade of a PNS or a PPPK"),
        example="III/a",
    )
    head: bool = described(
        ("Kepala unit", "Head of the unit"),
        ("Benar bila jabatan ini memimpin unit", "True when this post leads the unit"),
        default=False,
        example=True,
    )
    acting: Acting | None = described(
        ("Pelaksana", "Acting"),
        ("Plt atau Plh bila bukan pejabat definitif", "Plt or Plh for an acting official"),
        default=None,
        example="plt",
    )
    supervisor: PersonId | None = described(
        ("Atasan langsung", "Direct supervisor"),
        (
            "Nomor acak atasan langsung; kosong bila atasannya bukan pegawai instansi ini",
            "The supervisor's random id; left out when the supervisor is not of this agency",
        ),
        default=None,
        example="p-aaaabbbbccccdddd",
    )


class Account(Model):
    """An account on a forge, by which a pull request is recognised."""

    forge: ForgeKind = described(("Forge", "Forge"), ("Layanan Git", "The Git service"), example="github")
    name: ShortText = described(("Akun", "Account"), ("Nama akun", "The account's name"), example="contoh-akun")


class PersonBody(Model):
    """What is known of a person: employment, posts and accounts; never a name or a NIP."""

    employment: Employment = described(
        ("Status kepegawaian", "Employment"), ("PNS atau PPPK", "PNS or PPPK"), example="pns"
    )
    positions: list[Position] = described(
        ("Jabatan", "Positions"),
        ("Jabatan per rentang waktu, dari yang terlama", "Posts per span of time, oldest first"),
        min_length=1,
        max_length=100,
    )
    accounts: list[Account] = described(
        ("Akun", "Accounts"), ("Akun pada layanan Git", "Accounts on Git services"), default=[], max_length=10
    )


class Person(Model):
    """records/people/<2 characters>/<person>.yaml."""

    schema_: Literal["bening/person/v1"] = header_schema("bening/person/v1")
    kind: Literal["person"] = header_kind("person")
    person: PersonId = header_person()
    body: PersonBody = header_body()

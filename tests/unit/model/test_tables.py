"""The tables that can be planned hang together."""

from __future__ import annotations

from typing import get_args

from bening.model.tables import BASES, CONSISTS, PEOPLE, SAME, SHAPES, Attribute, TableName


def test_every_table_has_a_shape_and_its_attribute_is_the_last_dimension() -> None:
    assert set(SHAPES) == set(get_args(TableName)) and set(BASES) == set(get_args(Attribute))
    for shape in SHAPES.values():
        assert shape.dimensions[0] == "period" and shape.dimensions[-1] == shape.attribute
        assert (shape.depth > 0) is ("unit" in shape.dimensions)


def test_classes_are_distinct_within_an_attribute() -> None:
    assert all(len(set(bases)) == len(bases) for bases in BASES.values())


def test_what_two_attributes_share_is_a_class_of_the_one_and_made_of_classes_of_the_other() -> None:
    for attribute, classes in SAME.items():
        for code, other in classes.items():
            assert code in BASES[other] and code not in BASES[attribute]
            assert set(CONSISTS[code]) < set(BASES[attribute])
            assert {s.population for s in SHAPES.values() if s.attribute in (attribute, other)} == {PEOPLE}

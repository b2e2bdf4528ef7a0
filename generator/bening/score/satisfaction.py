"""Public satisfaction (SKM) of a unit: from the answers of a survey to an index (IKM) and a class, exact.

Source: PermenPANRB 14/2017 as the rubric's `legal_basis` says: the mean of each element (NRR, 1 to 4) times its
weight, summed, times the factor 25; rounded once, then classified. Weights are fractions: nine ninths are one,
nine times 0.111 are not. The index is about a unit and its service, never about a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bening import layout
from bening.checks.context import Context
from bening.i18n import mark as _
from bening.model.base import Lang
from bening.model.records import AnyRecord
from bening.model.rubric import Source
from bening.model.satisfaction import Satisfaction
from bening.model.units import Survey, SurveyBody
from bening.score.quadrant import RubricIncomplete
from bening.score.types import Step
from bening.source.load import Loaded

QUARTERS = ("q1", "q2", "q3", "q4")
Counts = tuple[int, ...]  # how many gave answer 1, 2, 3, 4
Answers = Mapping[str, Counts]  # by element


@dataclass(frozen=True, slots=True)
class Index:
    """A unit's index in a period. `means` are the NRR (1 to 4) and `value` the index (25 to 100), both exact."""

    unit: str
    period: str
    rubric: str
    surveys: tuple[str, ...]
    respondents: int
    enough: bool  # as many respondents as the rubric asks for before an index is published
    means: Mapping[str, Fraction]
    value: Fraction
    rounded: Fraction
    written: str
    quality: str
    trace: tuple[Step, ...]


def half_up(value: Fraction, places: int) -> Fraction:
    """Round a number that is not negative to so many decimals; a half goes up."""
    scale: int = 10**places
    return Fraction((2 * value * scale + 1) // 2, scale)


def decimal(value: Fraction, places: int) -> str:
    """Write a number that is not negative with so many decimals, rounded half-up: `82.29`."""
    scale: int = 10**places
    whole, rest = divmod(int(half_up(value, places) * scale), scale)
    return f"{whole}.{rest:0{places}d}" if places else str(whole)


def mean(counts: Sequence[int]) -> Fraction:
    """The mean answer of an element (NRR), 1 to 4. Raises ZeroDivisionError when nobody answered."""
    return Fraction(sum(value * number for value, number in enumerate(counts, start=1)), sum(counts))


def pooled(bodies: Sequence[SurveyBody]) -> dict[str, Counts]:
    """The answers of several surveys as if all respondents had answered one."""
    total: dict[str, Counts] = {}
    for body in bodies:
        for item in body.elements:
            before = total.get(item.element, (0,) * len(item.counts))
            total[item.element] = tuple(map(sum, zip(before, item.counts, strict=True)))
    return total


def weigh(rubric: Satisfaction, means: Mapping[str, Fraction]) -> Fraction:
    """The index: the weighted sum of the means times the factor. Raises KeyError when an element is missing."""
    return sum((e.share * means[e.id] for e in rubric.elements), Fraction(0)) * rubric.factor


def classify(rubric: Satisfaction, rounded: Fraction) -> int:
    """The place of a rounded index in the rubric's classes. Raises RubricIncomplete when it falls between them."""
    for place, quality in enumerate(rubric.classes):
        if Fraction(quality.low) <= rounded <= Fraction(quality.high):
            return place
    raise RubricIncomplete("classes")


def index(context: Context, unit: str, period: str) -> Fraction | None:
    """The exact index of a unit in a year or a quarter, or None as `measure` says."""
    made = measure(context, unit, period)
    return made.value if made else None


def measure(context: Context, unit: str, period: str) -> Index | None:
    """Compute a unit's index in a year or a quarter, with its trace.

    A year's is that of the annual survey, or of the quarterly ones pooled. None when there is no survey, when there
    are both, when one of them has errors, or when they were made under different rubrics: it is never guessed.
    Raises RubricIncomplete when the rubric has no class for it.
    """
    found = list(surveys(context, unit, period))
    sound = [(loaded, survey) for loaded in found if isinstance(survey := loaded.model, Survey)]
    refs = {survey.rubric for _loaded, survey in sound}
    if not found or len(sound) < len(found) or len(refs) != 1 or _doubled(period, [s for _l, s in sound]):
        return None
    rubric = context.rubrics.load(refs.pop(), Satisfaction)
    if rubric is None or rubric.model is None:
        return None
    answers = pooled([survey.body for _loaded, survey in sound])
    if set(answers) != {e.id for e in rubric.model.elements} or not all(map(sum, answers.values())):
        return None
    return _made(unit, period, rubric, sound, answers)


def surveys(context: Context, unit: str, period: str) -> Iterator[Loaded[AnyRecord]]:
    """The surveys that are there for a year (the annual one and the quarterly ones) or for a quarter."""
    year, _dash, part = period.partition("-")
    for which in [part] if part else ["", *QUARTERS]:
        loaded = context.reader.record(layout.about_unit_path("survey", year, unit, which))
        if loaded is not None:
            yield loaded


def _doubled(period: str, found: Sequence[Survey]) -> bool:
    return len(found) > 1 and any(survey.period == period for survey in found)


def _made(
    unit: str,
    period: str,
    loaded: Loaded[Satisfaction],
    found: Sequence[tuple[Loaded[AnyRecord], Survey]],
    answers: Answers,
) -> Index:
    rubric = loaded.model
    if rubric is None:
        raise RubricIncomplete(loaded.path)
    means = {e.id: mean(answers[e.id]) for e in rubric.elements}
    value = weigh(rubric, means)
    rounded = half_up(value, rubric.rounding.places)
    place = classify(rubric, rounded)
    respondents = sum(survey.body.respondents for _file, survey in found)
    steps = (*_counted(found), *_means(loaded, rubric, answers), *_result(loaded, rubric, value, place))
    return Index(
        unit=unit,
        period=period,
        rubric=rubric.ref,
        surveys=tuple(file.path for file, _survey in found),
        respondents=respondents,
        enough=respondents >= rubric.least_respondents.value,
        means=means,
        value=value,
        rounded=rounded,
        written=decimal(value, rubric.rounding.places),
        quality=rubric.classes[place].id,
        trace=steps,
    )


def _counted(found: Sequence[tuple[Loaded[AnyRecord], Survey]]) -> Iterator[Step]:
    for file, survey in found:
        values = {"period": survey.period, "number": str(survey.body.respondents)}
        yield Step(_("Survey of {period}: {number} respondents"), values, file.path, 1)


def _means(loaded: Loaded[Satisfaction], rubric: Satisfaction, answers: Answers) -> Iterator[Step]:
    for place, element in enumerate(rubric.elements):
        counts = answers[element.id]
        total = sum(value * number for value, number in enumerate(counts, start=1))
        values = {
            "element": f"element:{element.id}",
            "total": str(total),
            "answers": str(sum(counts)),
            "mean": decimal(mean(counts), 4),
            "weight": element.weight,
        }
        text = _("{element}: {total} / {answers} = {mean}, weight {weight}")
        yield _step(loaded, rubric, text, values, f"/elements/{place}/weight")


def _result(loaded: Loaded[Satisfaction], rubric: Satisfaction, value: Fraction, place: int) -> Iterator[Step]:
    exact, written = f"{value.numerator}/{value.denominator}", decimal(value, rubric.rounding.places)
    text = _("Weighted sum of the means times {factor}: {index}")
    yield _step(loaded, rubric, text, {"factor": str(rubric.factor), "index": exact}, "/factor")
    text = _("Rounded half-up to {places} places: {index}")
    values = {"places": str(rubric.rounding.places), "index": written}
    yield _step(loaded, rubric.rounding, text, values, "/rounding")
    quality = rubric.classes[place]
    values = {"quality": f"quality:{quality.id}"}
    yield _step(loaded, quality, _("Class of service: {quality}"), values, f"/classes/{place}")


def _step(loaded: Loaded[Satisfaction], rule: Source, text: str, values: Mapping[str, str], pointer: str) -> Step:
    line, _column = loaded.position(pointer)
    return Step(text, values, loaded.path, line, pointer, tuple(rule.legal_basis), rule.status)


def labels(rubric: Satisfaction, lang: Lang) -> dict[str, str]:
    """What the steps' value keys stand for: `element:…`, `quality:…`; for `score.explain.sentence`."""
    found = {f"element:{e.id}": f"{e.id.upper()} {e.label.get(lang)}" for e in rubric.elements}
    return found | {f"quality:{c.id}": c.label.get(lang) for c in rubric.classes}

"""A score's steps in words: each cites the rubric's file and line and the legal basis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bening.i18n import mark as _
from bening.i18n import translate
from bening.model.base import Lang
from bening.model.credit import CreditPoints
from bening.model.numeric import NumericRegime
from bening.model.rubric import Regime, RegimeBase
from bening.model.weighted import WeightedRegime
from bening.score.exact import NUMBER
from bening.score.types import INDICATIVE, Score, Step

GROUPS = {
    "self": _("The person"),
    "supervisor": _("The supervisor"),
    "peer": _("Peers"),
    "subordinate": _("Subordinates"),
}

_OUTCOMES = {"diterima": _("upheld"), "diterima_sebagian": _("upheld in part"), "ditolak": _("rejected")}


def labels(regime: RegimeBase, lang: Lang) -> dict[str, str]:
    """What the steps' value keys stand for: `rating:…`, `predicate:…`, `missing:…`, `outcome:…`."""
    ratings = regime.ratings if isinstance(regime, Regime) else []
    found = {f"rating:{r.id}": r.label.get(lang) for r in ratings}
    found |= {f"predicate:{p.id}": p.label.get(lang) for p in regime.predicates}
    found |= {f"outcome:{outcome}": translate(text, lang) for outcome, text in _OUTCOMES.items()}
    found |= {f"missing:{m.part}": m.text.get(lang) for m in regime.missing}
    if isinstance(regime, NumericRegime):
        found |= {f"formula:{f.direction}": f.text.get(lang) for f in regime.achievement.formulas}
        found |= {f"group:{group}": translate(name, lang) for group, name in GROUPS.items()}
    if isinstance(regime, WeightedRegime):
        found |= {f"indicator:{i.id}": i.label.get(lang) for i in regime.indicators}
    return found


def credit_labels(rules: CreditPoints, regime: RegimeBase, lang: Lang) -> dict[str, str]:
    """What the value keys of the steps of credit points stand for."""
    found = labels(regime, lang) | {f"level:{c.level}": c.label.get(lang) for c in rules.coefficients}
    return found | {"missing:predicate": rules.no_predicate.text.get(lang)}


def sentence(step: Step, known: Mapping[str, str], lang: Lang) -> str:
    """A step in words, numbers as the language writes them; a value may be several keys with commas between them."""
    words = {**known, **{key: texts[lang] for key, texts in step.labels.items()}}

    def said(value: str) -> str:
        return ", ".join(words.get(part) or written(part, lang) for part in value.split(", "))

    return translate(step.text, lang, **{k: said(v) for k, v in step.values.items()})


def written(value: str, lang: Lang) -> str:
    """A step's value: numbers with the language's decimal mark, anything else as it is."""
    text = value.replace(NUMBER, "")
    return localised(text, lang) if text != value else text


def localised(number: str, lang: Lang) -> str:
    """A decimal string with the language's decimal mark."""
    return number.replace(".", ",") if lang == "id" else number


def citation(step: Step, lang: Lang) -> str:
    """Where the step's rule stands."""
    if not step.legal_basis:
        return step.path
    status = translate(_("verified") if step.status == "verified" else _("not yet verified"), lang)
    return f"{step.path}:{step.line} · {'; '.join(step.legal_basis)} ({status})"


def explain(score: Score, regime: RegimeBase, lang: Lang) -> list[tuple[str, str]]:
    """Every step of a score as (sentence, citation), the result last."""
    return worded(score.trace, labels(regime, lang), lang)


def worded(trace: Iterable[Step], known: Mapping[str, str], lang: Lang) -> list[tuple[str, str]]:
    """Steps as (sentence, citation)."""
    return [(sentence(s, known, lang), citation(s, lang)) for s in trace]


def as_text(score: Score, regime: RegimeBase, lang: Lang) -> str:
    """The explanation for a terminal."""
    lines = [_title(score, regime, lang), ""]
    for number, (words, where) in enumerate(explain(score, regime, lang), 1):
        lines += [f"{number}. {words}", f"   {where}"]
    return "\n".join([*lines, "", _result(score, regime, lang)])


def as_markdown(score: Score, regime: RegimeBase, lang: Lang) -> str:
    """The explanation as Markdown; holds nothing that a person typed."""
    lines = [f"## {_title(score, regime, lang)}", ""]
    for number, (words, where) in enumerate(explain(score, regime, lang), 1):
        lines.append(f"{number}. {words}  \n   `{where}`")
    return "\n".join([*lines, "", f"**{_result(score, regime, lang)}**"])


def as_json(score: Score, regime: RegimeBase, lang: Lang) -> dict[str, object]:
    """The explanation for programs."""
    return {"version": 1, "result": score.row(), "steps": as_steps(score.trace, labels(regime, lang), lang)}


def as_steps(trace: Iterable[Step], known: Mapping[str, str], lang: Lang) -> list[dict[str, object]]:
    """Steps for programs."""
    return [
        {
            "text": sentence(s, known, lang),
            "path": s.path,
            "line": s.line,
            "pointer": s.pointer,
            "legal_basis": list(s.legal_basis),
            "status": s.status,
        }
        for s in trace
    ]


def _title(score: Score, regime: RegimeBase, lang: Lang) -> str:
    message = _("How the result of {person} in {period} comes about ({regime})")
    if INDICATIVE in score.flags:
        message = _("How the result of {person} in {period} comes about ({regime}; indicative, not official)")
    return translate(message, lang, person=score.person, period=score.period, regime=regime.title.get(lang))


def _result(score: Score, regime: RegimeBase, lang: Lang) -> str:
    if score.predicate:
        label = labels(regime, lang)[f"predicate:{score.predicate}"]
        if score.score:
            number = written(f"{NUMBER}{score.score}", lang)
            return translate(_("Result: {score}, {predicate}"), lang, score=number, predicate=label)
        return translate(_("Result: {predicate}"), lang, predicate=label)
    return translate(_("Result: none yet ({flags})"), lang, flags=", ".join(f for f in score.flags if f != INDICATIVE))

"""A score's steps in words: each cites the rubric's file and line and the legal basis."""

from __future__ import annotations

from collections.abc import Mapping

from bening.i18n import mark as _
from bening.i18n import translate
from bening.model.base import Lang
from bening.model.rubric import Regime, RegimeBase
from bening.score.types import Score, Step

_OUTCOMES = {"diterima": _("upheld"), "diterima_sebagian": _("upheld in part"), "ditolak": _("rejected")}


def labels(regime: RegimeBase, lang: Lang) -> dict[str, str]:
    """What the steps' value keys stand for: `rating:…`, `predicate:…`, `missing:…`, `outcome:…`."""
    ratings = regime.ratings if isinstance(regime, Regime) else []
    found = {f"rating:{r.id}": r.label.get(lang) for r in ratings}
    found |= {f"predicate:{p.id}": p.label.get(lang) for p in regime.predicates}
    found |= {f"outcome:{outcome}": translate(text, lang) for outcome, text in _OUTCOMES.items()}
    found |= {f"missing:{m.part}": m.text.get(lang) for m in regime.missing}
    return found


def sentence(step: Step, known: Mapping[str, str], lang: Lang) -> str:
    """A step in words; a value may be several keys with commas between them."""
    words = {**known, **{key: texts[lang] for key, texts in step.labels.items()}}
    values = {k: ", ".join(words.get(part, part) for part in v.split(", ")) for k, v in step.values.items()}
    return translate(step.text, lang, **values)


def citation(step: Step, lang: Lang) -> str:
    """Where the step's rule stands."""
    if not step.legal_basis:
        return step.path
    status = translate(_("verified") if step.status == "verified" else _("not yet verified"), lang)
    return f"{step.path}:{step.line} · {'; '.join(step.legal_basis)} ({status})"


def explain(score: Score, regime: RegimeBase, lang: Lang) -> list[tuple[str, str]]:
    """Every step of a score as (sentence, citation), the result last."""
    known = labels(regime, lang)
    return [(sentence(s, known, lang), citation(s, lang)) for s in score.trace]


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
    known = labels(regime, lang)
    steps = [
        {
            "text": sentence(s, known, lang),
            "path": s.path,
            "line": s.line,
            "pointer": s.pointer,
            "legal_basis": list(s.legal_basis),
            "status": s.status,
        }
        for s in score.trace
    ]
    return {"version": 1, "result": score.row(), "steps": steps}


def _title(score: Score, regime: RegimeBase, lang: Lang) -> str:
    message = _("How the result of {person} in {period} comes about ({regime})")
    return translate(message, lang, person=score.person, period=score.period, regime=regime.title.get(lang))


def _result(score: Score, regime: RegimeBase, lang: Lang) -> str:
    if score.predicate:
        label = labels(regime, lang)[f"predicate:{score.predicate}"]
        return translate(_("Result: {predicate}"), lang, predicate=label)
    return translate(_("Result: none yet ({flags})"), lang, flags=", ".join(score.flags))

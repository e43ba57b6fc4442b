"""What exports do not keep, in sentences: which files, which rules cannot fire on them, what to export instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from clickops.cloudtrail.kept import AGENT, ERROR, LABEL, REQUEST, Loss
from clickops.evaluate.without import certain, reads
from clickops.rules.pack import Rule

_NAMED = 5  # files, of those that keep the same
_ADVICE = {
    "Event history": "Export whole records instead, with `aws cloudtrail lookup-events --output json`, or scan the "
    "trail's files in S3.",
    "Sentinel": "The table AWSCloudTrail has no column for all of a record: scan the trail's files in S3 instead.",
    "JSON": "Export whole records, as CloudTrail wrote them, or scan the trail's files in S3.",
}


_COLUMNS = (LABEL, AGENT, "userIdentity", REQUEST, ERROR)


class Losses:
    """Collects what files do not keep; those that keep the same are one note."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, tuple[str, ...]], list[Loss]] = {}

    def add(self, loss: Loss) -> None:
        """Take in what one file does not keep."""
        self._groups.setdefault((loss.form, loss.fields), []).append(loss)

    def notes(self, rules: Sequence[Rule]) -> Iterator[str]:
        """Write a note for each group of files; `rules` are those that were run on them."""
        for (form, fields), group in self._groups.items():
            paths = _listed([loss.path for loss in group[:_NAMED]], len(group) - _NAMED)
            verb = "does" if len(group) == 1 else "do"
            things = _listed([f"the {thing}" for thing in group[0].things], word="or")
            failed = " Failed attempts count as changes." if ERROR in fields else ""
            judged = min(loss.records for loss in group), max(loss.records for loss in group)
            count = f"{judged[1]:,}" if judged[0] == judged[1] else f"{judged[0]:,} to {judged[1]:,}"
            noun = "record" if judged[1] == 1 else "records"  # FIRST of each at most
            yield (
                f"{paths} {verb} not keep {things} (judged by {count} {noun}). "
                f"{_consequence(rules, fields)}{failed} {_advice(form, fields)}"
            )


def _advice(form: str, fields: tuple[str, ...]) -> str:
    if form != "table":
        return _ADVICE[form]
    lost = [name.lower() for name in _COLUMNS if any(field.partition(".")[0] == name for field in fields)]
    return f"Export {_listed(lost)} too, or scan the trail's files in S3."


def _consequence(rules: Sequence[Rule], fields: tuple[str, ...]) -> str:
    blind = [rule.name for rule in rules if certain(rule.tree, fields) is False]
    others = [rule.name for rule in rules if rule.name not in blind]
    weaker = sum(reads(rule.condition, fields) for rule in rules if rule.name not in blind)
    if blind and not others:
        return f"So none of the {len(rules)} rules can fire." if len(blind) > 1 else "So the rule cannot fire."
    if not blind:
        return f"So {_rules(weaker)} may miss events."
    also = f" {weaker} more may miss events." if weaker else ""
    named = _listed(blind) if len(blind) <= len(others) else f"all but {_listed(others)}"
    return f"So {len(blind)} of {_rules(len(rules))} cannot fire: {named}.{also}"


def _rules(count: int) -> str:
    return f"{count} rule{'' if count == 1 else 's'}"


def _listed(words: Iterable[str], more: int = 0, word: str = "and") -> str:
    words = [*words, *((f"{more:,} more",) if more > 0 else ())]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {word} {words[-1]}"

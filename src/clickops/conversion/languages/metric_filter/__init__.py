"""CloudWatch's filter patterns for JSON, as metric filters, subscription filters and Live Tail take them.

They compare with case, and a pattern has 1,024 characters, so a rule becomes several by case analysis (`dividing.py`);
an event that any of them matches is selected. Source: CloudWatch Logs API reference, PutMetricFilter (filterPattern;
"the maximum number of metric filters that can be associated with a log group is 100").
"""

from __future__ import annotations

from functools import lru_cache

from clickops.conversion import cases
from clickops.conversion.fold import FALSE, TRUE, fold
from clickops.conversion.languages import Query
from clickops.conversion.languages.metric_filter.dividing import divided
from clickops.conversion.languages.metric_filter.patterns import Writer
from clickops.errors import ConversionError
from clickops.rules.tree import And, Node

LIMIT = 1024
MOST = 100  # metric filters of a log group


def render(query: Query) -> tuple[str, ...]:
    """Write filter patterns.

    Raises ConversionError for what patterns cannot ask, and for more of them than a log group takes.
    """
    tree = cases.spread(cases.cased(fold(And((*query.scope, query.condition)))))
    return _patterns(tree, tuple(sorted(query.types.items())))


@lru_cache(maxsize=256)
def _patterns(tree: Node, kinds: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Write the patterns of a tree; they take seconds, and two formats have the same."""
    if tree in (TRUE, FALSE):
        raise ConversionError("a filter pattern has to ask something", target="")
    writer = Writer(dict(kinds))
    writer.pattern(tree)  # so that what cannot be asked is said first
    return tuple(map(writer.pattern, divided(tree, LIMIT, MOST, writer.size, writer.is_single)))

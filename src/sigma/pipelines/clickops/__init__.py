"""Pipelines for pySigma and sigma-cli: `sigma convert -t splunk -p clickops_splunk rules/`.

They bring CloudTrail's fields to the names of each of our targets that pySigma has a backend for. The query is that
backend's, with its faults; `clickops convert` writes its own. Folders above this one belong to pySigma: no __init__.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from sigma.processing.conditions import LogsourceCondition
from sigma.processing.pipeline import ProcessingItem, ProcessingPipeline, QueryPostprocessingItem
from sigma.processing.postprocessing import EmbedQueryTransformation
from sigma.processing.transformations import (
    AddConditionTransformation,
    RuleFailureTransformation,
    SetCustomAttributeTransformation,
    SetStateTransformation,
)

from clickops.conversion import targets
from clickops.rules import pattern
from clickops.rules.tree import Text
from sigma.pipelines.clickops.transformation import IDENTIFIER, Place

__all__ = ["pipelines"]


class _Published(NamedTuple):
    target: str  # of ours
    backends: frozenset[str]  # pySigma's
    three_valued: bool = False  # a comparison with an absent field is neither true nor false
    flattened: bool = False  # can ask Elasticsearch's flattened fields
    before: str = ""  # what stands before the condition, where the backend does not write it
    attributes: Mapping[str, str] = {}  # that the backend reads from a rule


_PUBLISHED = {
    "clickops_splunk": _Published("splunk", frozenset({"splunk"})),
    "clickops_elasticsearch": _Published("elasticsearch", frozenset({"lucene", "elastalert"}), flattened=True),
    "clickops_elasticsearch_eql": _Published("elasticsearch", frozenset({"eql"}), three_valued=True),
    "clickops_elasticsearch_esql": _Published("elasticsearch", frozenset({"esql"}), three_valued=True),
    "clickops_opensearch": _Published("opensearch", frozenset({"opensearch_lucene"}), flattened=True),
    "clickops_opensearch_ppl": _Published("opensearch", frozenset({"open_search_ppl"}), three_valued=True),
    "clickops_sentinel": _Published("sentinel", frozenset({"kusto"}), before="AWSCloudTrail\n| where "),
    "clickops_crowdstrike": _Published("crowdstrike", frozenset({"log_scale"})),
    "clickops_loki": _Published("loki", frozenset({"loki"}), attributes={"loki_parser": "json"}),
    "clickops_victorialogs": _Published("victorialogs", frozenset({"victoria_logs"})),
}


def _pipeline(name: str, published: _Published) -> ProcessingPipeline:
    """Make a pipeline: fields, then what selects CloudTrail; a rule for another log source is an error."""
    target = targets.find(published.target)
    settings = target.settings({})
    fields = target.fields(settings)
    scope = {str(atom.field): pattern.write(atom.test.parts) for atom in fields.scope if isinstance(atom.test, Text)}
    place = Place(fields, published.target, three_valued=published.three_valued, flattened=published.flattened)
    items = [
        ProcessingItem(
            RuleFailureTransformation(f"{name} is for the log source aws, cloudtrail"),
            rule_conditions=[LogsourceCondition(product="aws", service="cloudtrail")],
            rule_condition_negation=True,
        ),
        ProcessingItem(place, identifier=IDENTIFIER),
        *(ProcessingItem(SetCustomAttributeTransformation(*one)) for one in published.attributes.items()),
    ]
    if scope:
        items.append(ProcessingItem(AddConditionTransformation(conditions=dict(scope), name="clickops_scope")))
    if "index" in settings:  # which the ES|QL and PPL backends read from there
        items.append(ProcessingItem(SetStateTransformation("index", settings["index"])))
    before = [QueryPostprocessingItem(EmbedQueryTransformation(published.before))] if published.before else []
    return ProcessingPipeline(items, before, priority=20, name=name, allowed_backends=published.backends)


def _function(name: str, published: _Published) -> Callable[[], ProcessingPipeline]:
    def pipeline() -> ProcessingPipeline:
        return _pipeline(name, published)

    return pipeline


pipelines: dict[str, Callable[[], ProcessingPipeline]] = {
    name: _function(name, published) for name, published in _PUBLISHED.items() if published.target in targets.names()
}

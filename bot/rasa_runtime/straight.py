"""Rasa's graph of components run one after another, in an order that is worked out once.

Rasa hands every run to dask, which plans for many workers what a few small components do in a row: a fifth of a turn.
A node is called here as dask calls it, with a (name, output) pair for each node it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner


class StraightGraphRunner(DaskGraphRunner):
    """Makes the nodes as Rasa's own runner does, and runs them without dask."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._orders: dict[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]] = {}

    def run(self, inputs: Mapping[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The output of each target, by name. `inputs` are outputs that no node makes, such as a message."""
        wanted = tuple(targets or self._graph_schema.target_names)
        made = {name: (name, value) for name, value in (inputs or {}).items()}
        if wanted not in self._orders:
            self._orders[wanted] = self._in_order(wanted)
        for name, needs in self._orders[wanted]:
            made[name] = self._instantiated_nodes[name](*(made[need] for need in needs))
        return dict(made[name] for name in wanted)

    def _in_order(self, targets: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The nodes that these targets hang on, each after what it needs."""
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
        order = TopologicalSorter(needs).static_order()
        return tuple((name, needs[name]) for name in order if name in needs)

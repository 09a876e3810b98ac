"""One thread for the mathematics of a message: threads that wait for each other on a busy machine cost far more.

The number of threads belongs to the process. Whoever reads messages sets it to one and leaves it there, since setting
it takes longer than most of what is computed; learning has all of them for its length.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import numpy  # noqa: F401  # its library must be loaded before it can be found
from threadpoolctl import ThreadpoolController


@lru_cache(maxsize=1)
def use_one_thread() -> int:
    """From now on numpy's linear algebra uses one thread. Returns how many it used before."""
    controller = ThreadpoolController().select(user_api="blas")
    before = max((library["num_threads"] for library in controller.info()), default=1)
    controller.limit(limits=1)
    return before


@contextmanager
def all_threads() -> Iterator[None]:
    """While this is open, it uses as many as it did at first."""
    with ThreadpoolController().limit(limits=use_one_thread(), user_api="blas"):
        yield

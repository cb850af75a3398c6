"""A Dask cluster that somebody has, as those who read batches."""

from __future__ import annotations

import warnings
from typing import Any, cast

from geo.reading.archives.crew import read_batch
from geo.reading.archives.results import WrongCallError, program

__all__ = ["ClusterCrew"]

# How long the scheduler and its first worker are waited for, in seconds.
_PATIENCE = 10
_SAME = "every worker needs this version of geo-presence, with its data"


class ClusterCrew:
    """The workers of a Dask cluster: each of their threads has a process of its own that reads, as here.

    What is read goes to them through the cluster, so they need none of the archives. Raises WrongCallError where the
    cluster cannot be reached, or runs another version of this program.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise WrongCallError("--scheduler needs Dask: pip install 'geo-presence[cluster]'") from None
        # A batch is sent with its task. That is meant.
        warnings.filterwarnings("ignore", message="Sending large graph", category=UserWarning)
        try:
            self._client: Any = cast(Any, Client)(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())[:200]
            raise WrongCallError(f"--scheduler {address}: no Dask scheduler answers there ({reason})") from error
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            self._client.submit(check_program, program(), pure=False).result(timeout=_PATIENCE)
        except Exception as error:
            self.close()
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise WrongCallError(f"--scheduler {address}: {reason}; {_SAME}") from error

    @property
    def workers(self) -> int:
        """How many batches can be read at the same time now."""
        threads: int = sum(self._client.nthreads().values())
        return max(1, threads)

    def submit(self, data: bytes) -> Any:
        """Have a packed batch read."""
        return _Answer(self._client.submit(read_batch_there, data, program(), pure=False))

    def close(self) -> None:
        """Leave the cluster; what is under way is given up."""
        self._client.close()


class _Answer:
    """The tables that a worker of the cluster will have made."""

    def __init__(self, future: Any) -> None:
        self._future = future

    def result(self) -> bytes:
        """The packed tables. Raises WrongCallError where the cluster fails."""
        try:
            tables: bytes = self._future.result()
        except Exception as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise WrongCallError(f"the cluster failed ({reason}); the same command goes on where it was") from error
        return tables


def check_program(expected: str) -> None:
    """Raises ValueError where this is another version of the program than expected."""
    if program() != expected:
        raise ValueError("another version of geo-presence is installed there")


def read_batch_there(data: bytes, expected: str) -> bytes:
    """`read_batch`, if this is the expected version of the program."""
    check_program(expected)
    return read_batch(data)

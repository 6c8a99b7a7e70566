"""Pieces of work done by the workers of a dask scheduler. What they do not bring back is done in this process.

Nothing is shared but the network: what a piece needs is sent with it, and what all pieces need once to each worker.
Whoever works has to be the same program with the same libraries, as the answers might differ otherwise.
"""

from __future__ import annotations

import asyncio
import functools
import gc
import logging
import pickle
import re
import sys
import threading
import warnings
from concurrent.futures import CancelledError
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import qzqd
from qzqd import extra, resources
from qzqd.locale import Text
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from distributed import Client, Future

    from qzqd.open.processes import Done, Job

PATIENCE = 5.0
"""Seconds that a scheduler has to answer."""
_GONE = 30.0
"""Seconds after which it is asked whether there are workers at all: a piece takes one or two."""
_EACH, _FEWEST = 2, 8
"""Pieces under way for each thread of the workers (one being done, one on its way), and in any case."""
_RETRIES = 3
_ONE_AT_A_TIME = threading.Lock()
_NAME = re.compile(r"[\w.-]+")


class ClusterMissing(extra.ExtraMissing):
    """The library that speaks to schedulers is not installed."""

    message = Text("没有安装集群支持的组件", "what speaks to a scheduler is not installed")
    help = Text('安装：pip install "qzqd[cluster]"', 'install it: pip install "qzqd[cluster]"')


class SchedulerUnusable(extra.Unavailable):
    """No work can be had from a scheduler."""

    def __init__(self, message: Text, help: Text) -> None:
        super().__init__(message, help)
        self.message = message
        self.help = help


def share(work: Callable[[Job], Done], pieces: Iterator[Job], address: str) -> Iterator[tuple[Job, Done]]:
    """Every piece with what it comes to, in no certain order.

    work: does a piece. It and the pieces can be pickled. Raises SchedulerUnusable, ClusterMissing.
    """
    with _connected(address) as client:
        most = max(_FEWEST, _EACH * _threads(client, address))
        _require_likeness(client, address)
        shared = client.submit(bytes, pickle.dumps(work), pure=False, retries=_RETRIES)
        under_way: dict[Future[Any], Job] = {}
        while True:
            for piece in islice(pieces, most - len(under_way)):
                future = client.submit(_done, shared, likeness(), piece, pure=False, retries=_RETRIES)
                under_way[future] = piece
            if not under_way:
                return
            for future in _ended(client, address, [*under_way]):
                piece = under_way.pop(future)
                try:
                    done = future.result(_GONE)
                except (SchedulerUnusable, CancelledError):
                    raise
                except Exception:  # killed, out of memory, or the work failed: here, that is told
                    done = work(piece)
                yield piece, done


@functools.cache
def likeness() -> dict[str, str]:
    """All that an answer follows from besides what is sent, by name: the system, Python, the libraries, the program."""
    found = {"system": sys.platform, "Python": ".".join(map(str, sys.version_info[:2]))}
    for needed in requires("qzqd") or ():
        if "extra ==" not in needed and (name := _NAME.match(needed)):
            found[name[0]] = _version(name[0])
    content = sha256()
    package = Path(qzqd.__file__).parent
    for path in sorted((*package.rglob("*.py"), *resources.schemas().glob("*.json"))):
        content.update(sha256(path.read_bytes()).digest())
    return found | {"qzqd": f"{qzqd.__version__} ({content.hexdigest()[:12]})"}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _done(sent: bytes, wanted: dict[str, str], piece: Any) -> Any:
    """A piece done by a worker, which may have come after the others were asked what they are."""
    if likeness() != wanted:
        raise _unlike(Text("一个工作进程", "a worker"), likeness(), wanted)
    with _ONE_AT_A_TIME:  # what does the work was never meant for several threads
        gc.disable()  # data trees hold no cycles; looking for them would double the time
        try:
            return _employed(sent)(piece)
        finally:
            gc.enable()


@functools.lru_cache(maxsize=4)
def _employed(sent: bytes) -> Callable[[Any], Any]:
    """What does pieces; made once for each run that a worker takes part in."""
    # Whoever reaches a worker may have it run anything.
    work: Callable[[Any], Any] = pickle.loads(sent)  # noqa: S301
    gc.freeze()  # what stays need not be looked through again and again
    return work


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A connection to the scheduler; what the library has to say of it gets onto no stream."""
    with ClusterMissing.raised():
        from distributed import Client
        from distributed.comm.core import CommClosedError

    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                asyncio.run(_answer(address))
            except Exception as error:  # nobody there, nobody who answers, or in another way than ours
                raise _unreachable(address, error) from None
            with Client(address, timeout=PATIENCE) as client:
                yield client
    except (CommClosedError, CancelledError):
        raise _lost(address) from None
    finally:
        logging.disable(before)


async def _answer(address: str) -> None:
    """Whether a scheduler answers: a client would wait for ever for one that takes a connection and says nothing."""
    from distributed.comm.core import connect
    from distributed.security import Security

    secured = Security().get_connection_args("client")
    (await asyncio.wait_for(connect(address, PATIENCE, **secured), PATIENCE)).abort()


def _threads(client: Client, address: str) -> int:
    """How many pieces can be done at once. Raises SchedulerUnusable where that is none."""
    found: int = sum(client.nthreads().values())
    if found:
        return found
    raise SchedulerUnusable(
        Text(f"调度器 {address} 没有工作进程", f"the scheduler {address} has no workers"),
        Text(
            f"在每台机器上启动：dask worker {address} --host 本机地址 --nworkers auto --nthreads 1",
            f"start them on each machine: dask worker {address} --host ITS-ADDRESS --nworkers auto --nthreads 1",
        ),
    )


def _require_likeness(client: Client, address: str) -> None:
    """Raises SchedulerUnusable where the scheduler or one of its workers is not the same program."""
    for place, found in client.run(likeness, on_error="return").items():
        if found != likeness():
            raise _unlike(Text(f"工作进程 {place}", f"the worker {place}"), found, likeness())
    try:
        found = client.run_on_scheduler(likeness)
    except Exception as error:
        found = error
    if found != likeness():
        raise _unlike(Text(f"调度器 {address}", f"the scheduler {address}"), found, likeness())


def _ended(client: Client, address: str, under_way: list[Future[Any]]) -> Iterator[Future[Any]]:
    """What has ended, waiting for it; nothing where that takes long and there still are workers."""
    from distributed import wait

    try:
        yield from wait(under_way, timeout=_GONE, return_when="FIRST_COMPLETED").done
    except TimeoutError:
        _threads(client, address)


def _unlike(who: Text, found: object, wanted: dict[str, str]) -> SchedulerUnusable:
    """found: what it told of itself, or why it could not."""
    help = Text(
        "在每台机器上按同一份清单安装同一个 qzqd[cluster]，重新启动调度器和工作进程",
        "install the same qzqd[cluster] from the same list on each machine, then start scheduler and workers anew",
    )
    if not isinstance(found, dict):
        return SchedulerUnusable(
            Text(f"{who.zh}那里没有这个版本的 qzqd", f"{who.en} does not have this version of qzqd"), help
        )
    other = [name for name in {**wanted, **found} if wanted.get(name) != found.get(name)]
    there = listed([f"{name} {found.get(name, '-')}" for name in other])
    here = listed([f"{name} {wanted.get(name, '-')}" for name in other])
    return SchedulerUnusable(
        Text(
            f"{who.zh}与这里不同，结果可能不一样：那里是 {there.zh}，这里是 {here.zh}",
            f"{who.en} differs from here, and so might its answers: {there.en} there, {here.en} here",
        ),
        help,
    )


def _unreachable(address: str, error: Exception) -> SchedulerUnusable:
    if isinstance(error, OSError):
        return SchedulerUnusable(
            Text(f"连不上调度器 {address}", f"no scheduler answers at {address}"),
            Text(
                "核对地址，看那里的 dask scheduler 和防火墙；不写 --scheduler 就在本机做",
                "check the address, whether dask scheduler runs there, and the firewall; without --scheduler the work is done here",
            ),
        )
    return SchedulerUnusable(
        Text(
            f"{address} 那里不是能用的调度器：{error}",
            f"what answers at {address} is no usable scheduler: {error}",
        ),
        Text(
            "各处要装同一版本的 dask；tls:// 要先在 dask 的设置里写明证书",
            "dask has to be of one version everywhere; for tls:// its settings have to name the certificates",
        ),
    )


def _lost(address: str) -> SchedulerUnusable:
    return SchedulerUnusable(
        Text(f"与调度器 {address} 的连接断了", f"the connection to the scheduler {address} was lost"),
        Text("看它是否还在运行，再运行一次", "see whether it is still running, then run this again"),
    )

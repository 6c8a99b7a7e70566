"""Whether other machines do the work: the scheduler that the command line or the environment names."""

from __future__ import annotations

import os
import re
from typing import Annotated

from qzqd.cli.declared import Misused, Option
from qzqd.cli.language import say

Scheduler = Annotated[
    str | None,
    Option(
        metavar="ADDRESS",
        help=say(
            "清单很多时交给 dask 集群，如 tcp://HOST:8786；也可以用环境变量 QZQD_SCHEDULER",
            "have the workers of a dask scheduler do it, where there is much: tcp://HOST:8786; or QZQD_SCHEDULER",
        ),
    ),
]

_VARIABLE = "QZQD_SCHEDULER"
_ADDRESS = re.compile(r"(?:tcp|tls)://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}", re.ASCII)


def scheduler_asked(given: str | None, jobs: int = 0) -> str:
    """The address of the scheduler that the command line names, else the environment; "" for this machine alone.

    A number of processes on the command line means this machine, whatever the environment says.
    """
    if given is not None and jobs:
        raise Misused(
            say(
                "--jobs 是本机的进程数，--scheduler 是交给别的机器，只能写一个",
                "--jobs counts processes of this machine, --scheduler has other machines do the work: give one of them",
            )
        )
    address = os.environ.get(_VARIABLE, "") if given is None and not jobs else given
    if not address and given is None:
        return ""
    if not address or not _ADDRESS.fullmatch(address):
        named = _VARIABLE if given is None else "--scheduler"
        wanted = say(
            "应当写成 tcp://主机:端口 或 tls://主机:端口", "it reads tcp://HOST:PORT or tls://HOST:PORT"
        )
        raise Misused(f"{named} {address!r}: {wanted}")
    return address

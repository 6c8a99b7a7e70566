"""Levels and types of administrative powers, in the order that codes of powers number them."""

from __future__ import annotations

from typing import Literal, get_args

PowerLevel = Literal["国家", "省", "市", "县", "镇（乡、街道）", "村（社区）", "分级管理"]
PowerType = Literal[
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政给付",
    "行政检查",
    "行政确认",
    "行政奖励",
    "行政裁决",
    "其他行政权力",
]

LEVELS: tuple[str, ...] = get_args(PowerLevel)
TYPES: tuple[str, ...] = get_args(PowerType)

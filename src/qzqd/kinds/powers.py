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
DESCENDING: tuple[PowerLevel, ...] = ("国家", "省", "市", "县", "分级管理", "镇（乡、街道）", "村（社区）")
"""From the highest to the lowest: what several levels share goes below the county."""
TYPES: tuple[str, ...] = get_args(PowerType)
CALLED = {
    "国": "国家", "国家级": "国家", "省级": "省", "自治区级": "省", "省（自治区、直辖市）级": "省", "自治区": "省",
    "市级": "市", "地州市级": "市", "地级": "市", "设区市级": "市", "设区的市级": "市", "州级": "市", "市（州）级": "市", "市州级": "市", "地市级": "市",
    "县级": "县", "区级": "县", "县（区）级": "县", "区县级": "县", "县区级": "县", "县市区级": "县", "区（县）级": "县", "县（市、区）级": "县", "市县级": "县", "县（市）级": "县",
    "乡级": "镇（乡、街道）", "乡镇级": "镇（乡、街道）", "镇级": "镇（乡、街道）", "街道级": "镇（乡、街道）", "乡镇（街道）级": "镇（乡、街道）", "街道": "镇（乡、街道）", "乡镇": "镇（乡、街道）",
    "乡镇（街道）": "镇（乡、街道）", "街道（乡镇）": "镇（乡、街道）", "镇街": "镇（乡、街道）", "街镇": "镇（乡、街道）", "镇街级": "镇（乡、街道）", "镇（街道）": "镇（乡、街道）", "镇（街道）级": "镇（乡、街道）", "乡（镇）级": "镇（乡、街道）",
    "村级": "村（社区）", "社区级": "村（社区）",
}  # fmt: skip
"""What places call the tiers of government."""

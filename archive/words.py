"""Amounts in Chinese words, as a paper would print them."""

from __future__ import annotations

SCALES = ((1e8, "亿"), (1e4, "万"))
UNITS = {
    "CNY": "元",
    "USD": "美元",
    "EUR": "欧元",
    "HKD": "港元",
    "%": "%",
    "pp": "个百分点",
    "count": "个",
    "m2": "平方米",
    "m": "米",
    "m3": "立方米",
    "t": "吨",
    "kW": "千瓦",
    "kWh": "千瓦时",
    "times": "倍",
    "rank": "位",
}


def amount(value: float, unit: str) -> str:
    """12860000000 CNY as 128.6亿元."""
    for size, name in SCALES:
        if abs(value) >= size and unit not in ("%", "pp", "times", "rank"):
            return f"{_short(value / size)}{name}{UNITS.get(unit, unit)}"
    return f"{_short(value)}{UNITS.get(unit, unit)}"


def _short(value: float) -> str:
    return f"{value:.4g}" if abs(value) < 10000 else f"{value:.0f}"

"""What every number measures: indicator, label, kind, sign, scope, base and price basis."""

from pipelines.figures.indicators.stage import assign

__all__ = ["assign"]

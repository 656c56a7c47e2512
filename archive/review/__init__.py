"""Figures that need a person's look, taken out as a workbook and read back in."""

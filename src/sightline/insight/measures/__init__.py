"""Indicators asked of an engine: the figure, its breakdowns, its course and its cases."""

"""Caseloads: what a child's work weighs here, how much a worker holds, and how much they should."""

"""Assessments: what life is like for a child, and what help is needed."""

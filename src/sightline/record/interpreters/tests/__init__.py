"""Tests of interpreters: needed, asked for, there or not."""

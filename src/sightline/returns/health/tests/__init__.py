"""Tests of return health."""

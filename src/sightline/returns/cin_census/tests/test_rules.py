"""Every rule holds what its own rows say, and would be missed."""

from dataclasses import replace

import pytest

from sightline.returns.cin_census.checking.examples import examples_of
from sightline.returns.cin_census.checking.register import rules
from sightline.returns.kit.rules import Scope


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
class TestEachRule:
    def test_its_passing_rows_pass(self, rule):
        for example in examples_of(rule)[0]:
            assert example.found(rule) == (False, set())

    def test_its_failing_rows_fail_where_it_says(self, rule):
        for example in examples_of(rule)[1]:
            assert example.found(rule) == (True, example.broken_at)

    def test_a_rule_that_never_speaks_would_be_noticed(self, rule):
        silent = changed(rule, speaks=False)
        assert any(e.found(silent) != (True, e.broken_at) for e in examples_of(rule)[1])

    def test_a_rule_that_always_speaks_would_be_noticed(self, rule):
        loud = changed(rule, speaks=True)
        assert any(e.found(loud) != (False, set()) for e in examples_of(rule)[0])

    def test_it_says_in_words_what_is_wrong_and_what_to_do(self, rule):
        assert rule.message.endswith(".")
        assert rule.mend.endswith(".")
        assert rule.must_hold.endswith(".")
        assert rule.code in rule.guide


class Says:
    def __init__(self, speaks):
        self.speaks = speaks

    def see(self, child):
        """Takes note of nobody."""

    def broken(self):
        return [()] if self.speaks else []


def changed(rule, *, speaks):
    tests = {
        Scope.ROW: lambda row, above, census: speaks,
        Scope.CHILD: lambda child, census: [()] if speaks else [],
        Scope.RETURN: lambda census: Says(speaks),
    }
    return replace(rule, test=tests[rule.scope])

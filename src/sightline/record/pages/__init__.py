"""The recording pages that every process shares: start, task list, page and check answers."""

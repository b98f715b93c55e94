"""The multi-agency scrutiny panel: children whose work may have drifted, looked at each month."""

"""Return health: what a return would find wrong with the record as it stands, all year round."""

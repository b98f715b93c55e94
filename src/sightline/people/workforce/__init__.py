"""The workforce: services, teams, districts, workers, and who covers for whom."""

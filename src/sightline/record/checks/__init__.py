"""Agency checks: what others who know a child were asked, and what they answered."""

"""The facts of a national return as a Django application."""

from django.apps import AppConfig


class CensusFactsConfig(AppConfig):
    """Carriers of facts, and the one row that no page has yet."""

    name = "sightline.record.census_facts"
    label = "census_facts"
    verbose_name = "Facts of the national returns"

    def ready(self) -> None:
        """Declare which rows of this floor carry which facts."""
        from sightline.record.allocation.models import Allocation
        from sightline.record.census_facts.carriers import carry
        from sightline.record.census_facts.models import EarlierPlans
        from sightline.record.referrers.models import Referrer

        carry("referral.received", Referrer, {"referral_source": "source"})
        carry("protection_plan.started", EarlierPlans, {"previous_plans": "number"})
        carry("allocation.placed", Allocation, {"team_id": "team_id", "why_placed": "reason"})

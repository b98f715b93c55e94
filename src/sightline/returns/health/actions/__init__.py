"""What brings return health in step with the record."""

from sightline.returns.health.actions.refreshing import Refreshed, refresh

__all__ = ["Refreshed", "refresh"]

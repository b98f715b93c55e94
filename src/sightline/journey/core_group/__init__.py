"""The core group: family and workers who carry a protection plan out between conferences."""

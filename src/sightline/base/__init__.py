"""The plumbing every room stands on: moments, model bases, forms, page components, documents."""

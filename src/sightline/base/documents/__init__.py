"""A printed document: one tree of typed blocks, made for a named recipient."""

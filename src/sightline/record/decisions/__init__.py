"""Who decided what, on what grounds, and against which published threshold."""

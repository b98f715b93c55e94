"""What every return is made with: a guarded XML reader, a streaming writer, findings."""

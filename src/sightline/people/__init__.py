"""People: who they are, who they belong to, where they live, and who works with them."""

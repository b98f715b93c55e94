"""What a child needs because of who they are: named in an assessment, answered in every plan."""

"""The spine of every process and the parts that processes share."""

"""Chair's alert: a chair asks a manager to put right what has drifted between conferences."""

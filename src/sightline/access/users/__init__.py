"""The people who sign in, and the roles they hold from day to day."""

"""The pages a person meets before the work: sign in, sign out, authority, broken glass."""

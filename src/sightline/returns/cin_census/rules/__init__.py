"""The rules of the children in need census: one file per rule, with rows that pass and that fail.

Contains public sector information licensed under the Open Government Licence v3.0 (Department for
Education). What each rule asks is a fact of the department's validation rules; the words are ours.
"""

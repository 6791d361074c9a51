"""Carry out the verbs of the product, one function and one transaction each."""

"""Measures the assistant against a reference set, by code: no language model judges another."""

"""Makes a package of these tests: other folders hold files of the same names."""

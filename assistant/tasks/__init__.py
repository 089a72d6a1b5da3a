"""Work in a process of its own, at low priority: an index built and compared, an evaluation."""

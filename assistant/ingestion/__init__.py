"""A file becomes pages, pages become passages."""

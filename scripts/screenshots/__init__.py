"""The pictures of the product in every state: ``python -m scripts.screenshots``."""

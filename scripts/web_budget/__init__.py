"""What the page and the widget cost whoever opens them: ``python -m scripts.web_budget``."""

"""The assistant: French answers to mayors, quoted from the documents or handed to a person."""

__version__ = "0.1.0"

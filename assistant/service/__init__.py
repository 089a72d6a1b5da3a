"""The web service: chat, documents, pages, health."""

"""Mails: written down with what they announce, sent until the mail server has taken them."""

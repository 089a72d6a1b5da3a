"""Answers that the prefecture writes: their wording, who lets them out, how they are found again."""

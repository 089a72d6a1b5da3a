"""Published answers: matched to questions, re-checked against the documents."""

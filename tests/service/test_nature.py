"""The nature of an answer, for its badge."""

import pytest

from assistant.service.nature import nature_of
from assistant.texts import table


def said(*origins, ai_generated=False):
    return nature_of({"ai_generated": ai_generated, "citations": [{"origin": origin} for origin in origins]})


@pytest.mark.parametrize(
    ("origins", "nature"),
    [
        (["official", "official"], "official"),
        (["synthesis"], "synthesis"),
        (["official", "synthesis"], "mixed"),
        (["faq", "official"], "faq"),
    ],
)
def test_an_answer_is_of_the_nature_of_what_it_quotes(origins, nature):
    assert said(*origins) == nature
    assert nature in table("web")["nature"]


def test_what_a_model_worded_is_said_to_be_so_whatever_it_quotes():
    assert said("faq", ai_generated=True) == "model"


def test_an_answer_without_a_quote_has_no_nature():
    assert said() is None

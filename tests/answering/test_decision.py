from assistant.answering.decision import Model, load_models

MODEL = Model(-1.0, {"stated": 4.0, "silent": -4.0}, 0.5)


def test_what_speaks_for_an_answer_raises_its_chance_and_what_speaks_against_lowers_it():
    assert MODEL.chance({"stated": 0.9}) > MODEL.chance({"stated": 0.5}) > MODEL.chance({"stated": 0.5, "silent": 0.5})


def test_an_answer_is_accepted_from_the_threshold_on():
    assert MODEL.accepts({"stated": 0.25}) and not MODEL.accepts({"stated": 0.24})


def test_the_models_of_the_package_name_signals_that_are_measured():
    models = load_models()
    assert models["facet"].weights["share"] > 0 < models["facet"].weights["similarity"]
    assert models["settled"].weights["settled"] > 0
    assert set(models) == {"facet", "settled", "passage"}

import shutil

import pytest

from assistant.errors import CorpusError
from assistant.schemes import root_of, schemes_of
from assistant.settings import Settings


def test_a_corpus_folder_is_one_scheme_without_a_name(tiny_corpus, tmp_path):
    settings = Settings(corpus=tiny_corpus, index=tmp_path / "index")
    assert schemes_of(settings) == {"": settings}
    assert root_of("") == ""


def test_a_folder_of_corpus_folders_is_a_scheme_each_with_its_own_index(two_schemes, tmp_path):
    (two_schemes / "notes").mkdir()
    schemes = schemes_of(Settings(corpus=two_schemes, index=tmp_path / "index", max_question=7))
    assert list(schemes) == ["aide-a", "aide-b"]
    assert schemes["aide-b"].corpus == two_schemes / "aide-b"
    assert schemes["aide-b"].index == tmp_path / "index" / "aide-b"
    assert schemes["aide-b"].max_question == 7
    assert root_of("aide-b") == "/s/aide-b"


def test_a_corpus_inside_a_corpus_is_not_another_scheme(tiny_corpus, tmp_path):
    shutil.copytree(tiny_corpus, tiny_corpus / "old")
    assert list(schemes_of(Settings(corpus=tiny_corpus))) == [""]


@pytest.mark.parametrize("name", ["aide_a", "aide a", "été", "-aide", "a.b"])
def test_a_folder_whose_name_can_not_be_in_an_address_is_named(two_schemes, name):
    (two_schemes / "aide-a").rename(two_schemes / name)
    with pytest.raises(CorpusError, match="renommez"):
        schemes_of(Settings(corpus=two_schemes))


def test_a_folder_that_holds_no_corpus_is_refused_as_a_corpus_is(tmp_path):
    settings = Settings(corpus=tmp_path)
    assert schemes_of(settings) == {"": settings}

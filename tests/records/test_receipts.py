import re

from assistant.records.receipts import code_of, digest, new_code


def test_codes_are_all_different_and_easy_to_copy():
    codes = {new_code() for _ in range(10_000)}
    assert len(codes) == 10_000
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}", code) for code in codes)


def test_a_code_is_recognised_however_it_is_typed():
    code = new_code().replace("0", "1")
    typed = [code.lower(), code.replace("-", ""), code.replace("-", " "), code.replace("1", "l"), f" {code}\n",
             code.replace("-", "–")]  # fmt: skip
    assert {digest(words) for words in typed} == {digest(code)}


def test_what_can_t_be_a_code_has_no_digest():
    for words in ("", "1234", new_code() + "1", "U" * 26, "x" * 10_000, "\x00"):
        assert digest(words) is None


def test_a_code_made_of_a_key_is_the_same_for_the_same_words_only():
    code = code_of("une-clé-tirée-au-sort", ["a", "bc"])
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}", code)
    assert code == code_of("une-clé-tirée-au-sort", ["a", "bc"])
    others = [("autre-clé", ["a", "bc"]), ("une-clé-tirée-au-sort", ["ab", "c"]), ("une-clé-tirée-au-sort", [])]
    assert len({code, *(code_of(*other) for other in others)}) == 4

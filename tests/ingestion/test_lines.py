from assistant.ingestion.lines import line_blocks

LONG = "Le financement est attribué aux communes qui déposent un dossier complet et"
LONG2 = "dans les délais que fixe la présente circulaire, sur avis du comité local."


def read(*lines, skipped=(), following=""):
    text = "\n".join(lines)
    return [
        ("titre" if b.level else "élément" if b.item else "texte", text[b.start : b.end])
        for b in line_blocks(text, frozenset(skipped), following=following)
    ]


def test_lines_of_a_paragraph_make_one_block():
    assert read(LONG, LONG2) == [("texte", f"{LONG}\n{LONG2}")]


def test_an_empty_line_ends_a_block():
    assert len(read(LONG2, " ", LONG2)) == 2


def test_a_short_line_that_ends_a_sentence_ends_its_block():
    assert [kind for kind, _ in read(LONG, "dans les délais.", LONG, LONG2)] == ["texte", "texte"]


def test_bullets_and_numbers_begin_items_that_run_over_lines():
    found = read(f"• {LONG}", LONG2, "1. Déposer le dossier ;", "2. Attendre l'avis ;", "3. Signer la convention.")
    assert [kind for kind, _ in found] == ["élément"] * 4
    assert found[0][1] == f"{LONG}\n{LONG2}"


def test_skipped_lines_are_in_no_block():
    assert read("3/40", LONG, LONG2, skipped=[0]) == [("texte", f"{LONG}\n{LONG2}")]


def test_a_heading_at_the_foot_of_a_page_leads_the_next_page():
    assert read(LONG, LONG2, "Article 2 : Obligations", following=f"{LONG}\n{LONG2}")[-1][0] == "titre"
    assert read(LONG, LONG2, "Signature", following="")[-1] != ("titre", "Signature")


def test_a_page_of_nothing_has_no_block():
    assert read(" ", "") == []

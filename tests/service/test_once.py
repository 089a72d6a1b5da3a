"""The same question sent again under the same key."""

import threading

import pytest

from assistant.domain import Answer, Status
from assistant.service.once import Once
from assistant.service.recording import Recorded

KEY = "k" * 22


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def made():
    """Makes answers and remembers under which ids."""
    ids = []

    def make(name):
        ids.append(name)
        return Recorded(Answer(id=name, status=Status.ANSWERED, text="Oui."), True)

    make.ids = ids
    return make


def test_what_was_answered_is_given_again_until_it_is_too_old_and_keeps_its_id(made):
    clock = Clock()
    once = Once(seconds=600, clock=clock)
    assert once.answered(KEY, ["q"], made) is once.answered(KEY, ["q"], made)
    clock.now = 601
    once.answered(KEY, ["q"], made)
    assert len(made.ids) == 2 and len(set(made.ids)) == 1


def test_a_key_counts_with_what_is_asked_under_it(made):
    once = Once()
    for sent in (["q"], ["q", ""], ["r"]):
        once.answered(KEY, sent, made)
    once.answered("j" * 22, ["q"], made)
    assert len(set(made.ids)) == 4
    assert not any(KEY in name for name in made.ids)


def test_the_oldest_leaves_when_there_are_too_many(made):
    once = Once(most=2)
    for question in ("a", "b", "c", "b", "a"):
        once.answered(KEY, [question], made)
    assert len(made.ids) == 4


def test_what_is_still_being_answered_is_waited_for(made):
    once, begun, go = Once(), threading.Event(), threading.Event()

    def slow(name):
        begun.set()
        assert go.wait(10)
        return made(name)

    given = []
    threads = [threading.Thread(target=lambda: given.append(once.answered(KEY, ["q"], slow))) for _ in range(5)]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(10)
    assert len(given) == 5 and len(made.ids) == 1


def test_a_failure_is_told_and_not_held(made):
    def broken(name):
        raise RuntimeError

    once = Once()
    with pytest.raises(RuntimeError):
        once.answered(KEY, ["q"], broken)
    assert once.answered(KEY, ["q"], made).kept

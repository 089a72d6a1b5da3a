import pytest

from assistant.errors import IndexMissing
from assistant.service.holder import Holder, NotReady


@pytest.fixture
def published():
    """What the index folder publishes: set ``value`` to a version, or to the error that reading it raises."""

    class Published:
        value = IndexMissing("nothing there")

        def __call__(self):
            if isinstance(self.value, Exception):
                raise self.value
            return self.value

    return Published()


def test_a_fault_that_lasts_is_logged_once_and_again_when_it_comes_back(published, caplog):
    holder = Holder(lambda: "assistant", published)
    assert [type(holder.refresh()) for _ in range(3)] == [IndexMissing] * 3
    assert len(caplog.records) == 1
    gone, published.value = published.value, "v1"
    assert holder.refresh() is None
    assert holder.current() == "assistant"
    published.value = gone
    holder.refresh()
    assert len(caplog.records) == 2
    assert holder.current() == "assistant"


def test_a_fault_that_nobody_foresaw_is_kept_with_its_trace_and_not_raised(published, caplog):
    published.value = "v1"

    def load():
        raise KeyError("quote")

    holder = Holder(load, published)
    assert isinstance(holder.refresh(), KeyError)
    assert caplog.records[0].exc_info
    assert holder.refresh() is None
    with pytest.raises(NotReady):
        holder.current()


class Shelved:
    """An assistant that only knows which version it is of and with which entries it answers."""

    def __init__(self, version, entries=()):
        self.version = version
        self.entries = entries

    def with_entries(self, entries):
        return Shelved(self.version, tuple(entries))


def test_published_entries_are_answered_with_at_once_and_kept_by_a_new_version(published):
    holder = Holder(lambda: Shelved(published.value), published)
    published.value = "v1"
    holder.refresh()
    before = holder.current()
    holder.validate(["entry"])
    assert (holder.current().version, holder.current().entries) == ("v1", ("entry",))
    assert before.entries == ()
    published.value = "v2"
    holder.refresh()
    assert (holder.current().version, holder.current().entries) == ("v2", ("entry",))
    holder.validate([])
    assert holder.current().entries == ()


def test_entries_published_before_an_index_is_there_are_answered_with_once_it_is(published):
    holder = Holder(lambda: Shelved(published.value), published)
    holder.validate(["entry"])
    published.value = "v1"
    holder.refresh()
    assert holder.current().entries == ("entry",)


def test_entries_published_while_a_version_opens_are_not_lost(published):
    def load():
        holder.validate(["entry"])
        return Shelved(published.value)

    holder = Holder(load, published)
    published.value = "v1"
    holder.refresh()
    assert holder.current().entries == ("entry",)


def test_entries_that_can_not_be_used_leave_those_before(published):
    class Refusing(Shelved):
        def with_entries(self, entries):
            raise ValueError("unusable")

    holder = Holder(lambda: Refusing("v1"), published)
    published.value = "v1"
    holder.refresh()
    with pytest.raises(ValueError, match="unusable"):
        holder.validate(["entry"])
    assert holder.current().version == "v1"

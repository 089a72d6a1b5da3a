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

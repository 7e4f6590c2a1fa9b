"""Both engines do the same: that of this process, and that over a collection in memory."""

import pytest
from opensearchpy import OpenSearch

from encoder.local import LocalEncoder
from knowledge.engine import Engine
from knowledge.index import Index, load_index, save_index
from knowledge.opensearch.library import OpenSearchLibrary
from knowledge.opensearch.loading import Pace, load
from knowledge.opensearch.versions import serve
from knowledge.search import EmbeddedEngine
from tests.unit.aws import TENANT
from tests.unit.knowledge.engine_behaviour import PASSAGES, EngineBehaviour, Open, ask, small_index
from tests.unit.knowledge.judges import let_everything_answer

__all__ = ["small_index"]
AT_ONCE = Pace(pause=0, visible=1, look=0)


class TestEmbedded(EngineBehaviour):
    """The index in this process."""

    @pytest.fixture
    def open_engine(self) -> Open:
        return EmbeddedEngine


class TestOpenSearch(EngineBehaviour):
    """The collection in memory, behind the real client library."""

    @pytest.fixture
    def open_engine(self, client: OpenSearch, encoder: LocalEncoder) -> Open:
        def open_served(index: Index) -> Engine:
            load(client, index, pace=AT_ONCE)
            serve(client, TENANT, index.manifest.version)
            return OpenSearchLibrary(client, encoder.name).current(TENANT)

        return open_served


@pytest.mark.parametrize(
    "question", ["red brake light", "Wie lange hält die Garantie?", "tyre pressure kite kite", "2.7 bar"]
)
def test_both_engines_give_the_same_passages_with_the_same_scores(
    client: OpenSearch,
    encoder: LocalEncoder,
    small_index: Index,
    tmp_path_factory: pytest.TempPathFactory,
    question: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_everything_answer(monkeypatch)
    published = load_index(save_index(small_index, tmp_path_factory.mktemp("index")), encoder.name, TENANT)
    load(client, published, pace=AT_ONCE)
    serve(client, TENANT, published.manifest.version)
    engines: list[Engine] = [EmbeddedEngine(published), OpenSearchLibrary(client, encoder.name).current(TENANT)]
    one, other = (ask(engine, encoder, question, len(PASSAGES)) for engine in engines)
    assert one
    assert [p.id for p in one] == [p.id for p in other]
    assert [p.score for p in one] == pytest.approx([p.score for p in other], abs=2e-4)
    assert [p.similarity for p in one] == pytest.approx([p.similarity for p in other], abs=1e-4)

"""An encoder that is not loaded for its name."""

from encoder import Encoder
from encoder.factory import encoder_for
from encoder.model_files import NAME, OUTPUTS
from encoder.when_needed import EncoderWhenNeeded


def test_it_is_loaded_by_the_first_text_and_gives_the_vectors_of_what_it_loads() -> None:
    loaded = list[str]()

    def load() -> Encoder:
        loaded.append("now")
        return encoder_for("local", "")

    encoder = EncoderWhenNeeded(NAME, len(OUTPUTS), load)
    assert encoder.name == encoder_for("local", "").name
    assert encoder.layers == encoder_for("local", "").layers
    assert not loaded
    assert (encoder.questions(["My car"]) == encoder_for("local", "").questions(["My car"])).all()
    assert (encoder.layered(["My car"]) == encoder_for("local", "").layered(["My car"])).all()
    assert (encoder.passages(["My car"]) == encoder_for("local", "").passages(["My car"])).all()
    assert loaded

"""What is uploaded to the emulator."""

import io
import zipfile

from infra.local.upload import zip_function


def test_a_package_for_the_emulator_holds_the_handler_and_its_data() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_function("Routing"))) as package:
        names = package.namelist()
        assert package.testzip() is None
    assert {"handlers/routing.py", "handlers/__init__.py", "agents/routing/rules.json"} <= set(names)
    assert len(names) == len(set(names))

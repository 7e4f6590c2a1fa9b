"""The local stack as steps: start, deploy, fill, follow, stop. People run it with `__main__.py`; tests as it is."""

import os
import subprocess
from pathlib import Path

from contracts.errors import ConfigurationError
from infra.local.bedrock import Bedrock
from infra.local.demo import build_knowledge, load_people, load_staff, publish_knowledge
from infra.local.deploy import client_for, connect_to, deploy, ingest, stack_outputs, tables_of
from infra.local.emulator import CREDENTIALS, Emulator
from infra.local.journal import Follower, Journal, replay
from infra.local.progress import step
from infra.local.settings import REGION, LocalSettings
from infra.local.waking import Waking
from infra.user_pool import UserPool


class LocalStack:
    """Everything that runs on this machine, but for the demo page."""

    def __init__(self, settings: LocalSettings) -> None:
        settings.state.mkdir(parents=True, exist_ok=True)
        self.settings = settings
        self.outputs: dict[str, str] = {}
        self.client = client_for(settings)
        self.emulator = Emulator(settings)
        self.bedrock = Bedrock(settings)
        self.journal = Journal(settings.state / "journal.jsonl")
        self._process: subprocess.Popen[bytes] | None = None
        self._follower: Follower | None = None

    @property
    def tables(self) -> dict[str, str]:
        """Physical names, by logical name, of the tables that outlive a run: no connection does."""
        return {name: table for name, table in tables_of(self.outputs).items() if name != "Connections"}

    def start(self) -> None:
        """From nothing to a filled stack. Raises `ConfigurationError` with the way out."""
        os.environ.update(CREDENTIALS, AWS_ENDPOINT_URL=self.settings.endpoint, AWS_REGION=REGION)
        self._clear_away_an_earlier_run()
        if self.bedrock.wanted:
            with step(f"Bedrock: {self.settings.bedrock}"):
                self.bedrock.start()
        with step("emulator"):
            self._process = self.emulator.start()
        with step("knowledge: demo documents to an index"):
            archive = build_knowledge(self.settings)
        with step("deploy template.yaml"):
            self.outputs = deploy(self.client, self.settings)
        waking = Waking(self.client)
        self._fill(archive)
        with step("functions, started while tables were filled"):
            waking.wait()

    def follow(self) -> None:
        """Begin to ingest documents, and to write every change to the journal."""
        ingest(self.client, enabled=True)
        self._follower = Follower(self.client, self.tables, self.journal, "LATEST")
        self._follower.start()

    def alive(self) -> bool:
        """Whether the emulator still runs."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Write the journal to its end and stop what was started."""
        if self._follower is not None:
            self._follower.stop()
        if self._process is not None:
            self.emulator.stop(self._process.pid)
        self.bedrock.stop()
        self.journal.compact()

    def _fill(self, archive: Path) -> None:
        with step("customers, keys, staff, earlier conversations"):
            unreadable = self.journal.compact()
            replay(self.journal, self.client, self.tables)
            connect_to(self.outputs)
            load_people(self.settings)
            load_staff(self.settings, UserPool(self.client("cognito-idp"), self.outputs["StaffPoolId"]))
        if unreadable:
            print(f"  {unreadable} lines of the journal could not be read: they lie in {self.journal.unreadable}")
        with step("documents and their index"):
            ingest(self.client, enabled=False)  # one that sees half an upload would drop the other half
            publish_knowledge(archive, self.outputs["KnowledgeBucketName"])

    def _clear_away_an_earlier_run(self) -> None:
        self.bedrock.stop()
        pid = self.emulator.orphan()
        if pid is None:
            return
        with step(f"an earlier run was killed; clearing up (process {pid})"):
            if self.emulator.answers():
                self._rescue()
            self.emulator.stop(pid)

    def _rescue(self) -> None:
        """Read what an orphaned emulator still holds into the journal."""
        try:
            self.outputs = stack_outputs(self.client)
        except ConfigurationError:
            return  # it was killed before its stack was complete: nobody has used it yet
        Follower(self.client, self.tables, self.journal, "TRIM_HORIZON").drain()

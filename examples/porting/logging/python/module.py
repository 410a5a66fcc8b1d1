"""An importer that logs: lines on stderr, structured entries, and the records of Python's logging."""
import logging

from ixt_process_module import IxtProcessModule

log = logging.getLogger("imports.rows")
audit = logging.getLogger("imports.audit")


# region bridge
class StructuredHandler(logging.Handler):
    """Hands records to the runtime's structured log, their named arguments as fields."""

    LEVELS = {"DEBUG": "debug", "INFO": "info", "WARNING": "warn", "ERROR": "error", "CRITICAL": "fatal"}

    def __init__(self, module):
        super().__init__()
        self.module = module

    def emit(self, record):
        fields = {"category": record.name}
        if isinstance(record.args, dict):
            fields.update(record.args)
        self.module.log_structured(self.LEVELS[record.levelname], record.getMessage(), fields)


class StderrHandler(logging.Handler):
    """Writes records as lines on stderr, as module.log does."""

    def __init__(self, module):
        super().__init__()
        self.module = module

    def emit(self, record):
        write = self.module.log_error if record.levelno >= logging.ERROR else self.module.log
        write(f"{record.name}: {record.getMessage()}")
# endregion


class Importer(IxtProcessModule):
    # region setup
    def on_init(self, config):
        log.addHandler(StructuredHandler(self))
        log.setLevel(logging.INFO)
        audit.addHandler(StderrHandler(self))
        audit.setLevel(logging.INFO)
        self.log(f"Importing for {config.get('tenant', 'everybody')}")
    # endregion

    def on_handle(self, message, context):
        if message["topic"] == "imports.run":
            return self.import_rows(self.decode_payload(message["payload"]).decode())
        if message["topic"] == "imports.note":
            return self.note(self.decode_payload(message["payload"]).decode())
        return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")

    # region records
    def import_rows(self, text):
        rows, amounts = text.splitlines(), []
        for number, row in enumerate(rows, start=1):
            log.debug("Row %(row)d: %(text)s", {"row": number, "text": row})
            try:
                amounts.append(int(row))
            except ValueError:
                log.warning("Row %(row)d is skipped: %(text)s", {"row": number, "text": row})
        audit.info("Imported %d of %d", len(amounts), len(rows))
        return self.finish(rows, amounts)
    # endregion

    # region structured
    def finish(self, rows, amounts):
        skipped = len(rows) - len(amounts)
        if rows and not amounts:
            self.log_error(f"All {skipped} rows were refused\nNothing was imported")
            self.log_structured("error", "import failed", {"rows": len(rows)})
            return self.error("NOTHING_IMPORTED", "All rows were refused")
        self.log_structured(
            "info",
            "import finished",
            {
                "rows": len(rows),
                "skipped": skipped,
                "share": len(amounts) / max(len(rows), 1),
                "clean": skipped == 0,
                "file": None,
            },
        )
        return self.success({"sum": sum(amounts)})
    # endregion

    # region levels
    def note(self, level):
        if level not in ("trace", "debug", "info", "warn", "error", "fatal"):
            return self.error("INVALID_LEVEL", f"Not a level: {level}")
        self.log_structured(level, f"A note of level {level}")
        return self.success()
    # endregion

    def on_shutdown(self):
        audit.error("Closed: %s", "no more imports")
        self.log("Done, schön")


if __name__ == "__main__":
    Importer().run()

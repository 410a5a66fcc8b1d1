#!/usr/bin/env python3
"""Counts what it sees and reports the counts regularly; sends mail from a queue."""
import json
import queue
import threading
from collections import Counter

from ixt_process_module import IxtProcessModule


class Feed(IxtProcessModule):
    # region start
    def on_init(self, config):
        self.interval = config.get("interval_ms", 1000) / 1000
        self.max_jobs = config.get("max_jobs", 100)
        self.lock = threading.Lock()
        self.counts = Counter()
        self.reports = self.failed_jobs = 0
        self.jobs = queue.Queue()
        self.stopping = threading.Event()
        self.reporter = threading.Thread(target=self.report_regularly, daemon=True)
        self.mailer = threading.Thread(target=self.work_off, daemon=True)
        self.reporter.start()
        self.mailer.start()
    # endregion

    def on_handle(self, message, context):
        topic = message["topic"]
        text = self.decode_payload(message["payload"]).decode()
        if topic == "feed.seen":
            return self.seen(text)
        if topic == "feed.mail":
            return self.mail(text)
        if topic == "feed.status":
            return self.status()
        return self.error("UNKNOWN_TOPIC", f"Unknown topic: {topic}")

    # region lock
    def seen(self, name):
        if not name:
            return self.error("INVALID_INPUT", "The payload names what was seen.")
        with self.lock:
            self.counts[name] += 1
        return self.success()
    # endregion

    # region enqueue
    def mail(self, address):
        if not address:
            return self.error("INVALID_INPUT", "The payload is an address.")
        if self.jobs.qsize() >= self.max_jobs:
            return self.error("QUEUE_FULL", f"{self.max_jobs} mails wait already.")
        self.jobs.put(address)
        return self.success()
    # endregion

    def status(self):
        with self.lock:
            return self.success({
                "reports": self.reports,
                "failed_jobs": self.failed_jobs,
                "queued": self.jobs.qsize(),
                "running": self.reporter.is_alive() and self.mailer.is_alive(),
            })

    # region periodic
    def report_regularly(self):
        while not self.stopping.wait(self.interval):
            try:
                self.report()
            except Exception as error:  # else the thread would end, and nobody notice
                self.log_error(f"no report: {error}")
    # endregion

    # region report
    def report(self):
        with self.lock:
            if not self.counts:
                return
            counts, self.counts = self.counts, Counter()
            self.reports += 1
        answer = self.send_message("feed.report", json.dumps(counts))
        if not answer["success"]:
            with self.lock:
                self.counts.update(counts)  # for the next time
            raise RuntimeError(answer["error"]["code"])
    # endregion

    # region worker
    def work_off(self):
        while True:
            address = self.jobs.get()
            if address is None:
                return
            try:
                self.send_mail(address)
            except Exception as error:
                with self.lock:
                    self.failed_jobs += 1
                self.log_error(f"no mail to {address}: {error}")
    # endregion

    def send_mail(self, address):
        if "@" not in address:
            raise ValueError("not an address")
        self.send_message("mail.send", address)

    # region stop
    def on_shutdown(self):
        self.stopping.set()
        self.jobs.put(None)  # behind the mails that still wait
        for thread in (self.reporter, self.mailer):
            while thread.is_alive():  # join() alone would keep the answers of its calls from coming in
                self.wait(0.01)
        self.report()
        self.log(f"stopped after {self.reports} reports")
    # endregion


if __name__ == "__main__":
    Feed().run()

#!/usr/bin/env python3
"""Counts words: work for the processor, and totals that all messages share."""
import re
from collections import Counter

from ixt_process_module import IxtProcessModule


class Words(IxtProcessModule):
    # region state
    def on_init(self, config):
        self.texts = 0
        self.refused = 0
        self.totals = Counter()
    # endregion

    def on_handle(self, message, context):
        text = self.decode_payload(message["payload"]).decode()
        if message["topic"] == "words.count":
            return self.count(text)
        if message["topic"] == "words.top":
            return self.top()
        return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")

    # region count
    def count(self, text):
        words = Counter(re.findall(r"[a-z']+", text.lower()))
        if not words:
            self.refused += 1
            return self.error("INVALID_INPUT", "There are no words in it.")
        self.texts += 1
        self.totals.update(words)
        return self.success({"words": sum(words.values()), "distinct": len(words)})
    # endregion

    # region top
    def top(self):
        ranked = sorted(self.totals.items(), key=lambda item: (-item[1], item[0]))
        return self.success({
            "texts": self.texts,
            "refused": self.refused,
            "top": [{"word": word, "count": count} for word, count in ranked[:3]],
        })
    # endregion


if __name__ == "__main__":
    Words().run()

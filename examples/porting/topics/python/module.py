"""Small services on text: one topic each, some by a table, some by prefix."""
from ixt_process_module import IxtProcessModule


class TextTool(IxtProcessModule):
    # region table
    SIMPLE = {
        "text.lower": str.lower,
        "text.strip": str.strip,
        "text.twice": lambda text: text + text,
    }
    # endregion

    # region dispatch
    def on_handle(self, message, context):
        topic = message["topic"]
        text = self.decode_payload(message["payload"]).decode("utf-8", "replace")
        if topic == "text.words":
            return self.words(text)
        elif topic in ("text.length", "text.size"):
            return self.success({"length": len(text)})
        elif topic == "text.who":
            return self.success({"asked_by": context["source_module"]})
        elif topic in self.SIMPLE:
            return self.success({"text": self.SIMPLE[topic](text)})
        elif topic.startswith("text.pad."):
            return self.pad(topic, text)
        else:
            return self.error("UNKNOWN_TOPIC", f"Unknown topic: {topic}")
    # endregion

    # region handler
    def words(self, text):
        words = text.split()
        if not words:
            return self.error("NO_WORDS", "The text has no words")
        return self.success({"words": words, "count": len(words)})
    # endregion

    # region prefix
    def pad(self, topic, text):
        """text.pad.<width>: the width is a part of the topic."""
        width = topic[len("text.pad."):]
        if not width.isdecimal() or int(width) > 1000:
            return self.error("INVALID_WIDTH", f"Not a width: {width}")
        return self.success({"text": text.rjust(int(width), ".")})
    # endregion


if __name__ == "__main__":
    TextTool().run()

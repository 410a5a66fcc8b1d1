from ixt_process_module import IxtProcessModule


class Greeter(IxtProcessModule):
    def on_init(self, config):
        self.greeting = config.get("greeting", "Hello")

    def on_handle(self, message, context):
        if message["topic"] != "greeter.hello":
            return self.error("UNKNOWN_TOPIC", "Unknown topic: " + message["topic"])
        name = self.decode_payload(message["payload"]).decode("utf-8")
        self.kv_set("last", name)
        return self.success({"text": "{}, {}!".format(self.greeting, name)})


if __name__ == "__main__":
    Greeter().run()

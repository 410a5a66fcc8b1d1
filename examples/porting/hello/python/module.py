from ixt_process_module import IxtProcessModule


# region lifecycle
class Greeter(IxtProcessModule):
    def on_init(self, config):
        self.greeting = config.get("greeting", "Hello")
        self.greeted = 0
        self.log("Greeting with " + self.greeting)

    def on_handle(self, message, context):
        topic = message["topic"]
        if topic == "greeter.hello":
            return self.hello(message)
        if topic == "greeter.count":
            return self.success({"greeted": self.greeted})
        return self.error("UNKNOWN_TOPIC", "Unknown topic: " + topic)

    def on_shutdown(self):
        self.log("Greeted {} times".format(self.greeted))
# endregion

    # region handler
    def hello(self, message):
        name = self.decode_payload(message["payload"]).decode("utf-8")
        self.greeted += 1
        return self.success({"text": "{}, {}!".format(self.greeting, name)})
    # endregion


# region run
if __name__ == "__main__":
    Greeter().run()
# endregion

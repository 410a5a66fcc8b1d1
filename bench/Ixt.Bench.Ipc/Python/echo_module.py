"""The module under test on the Python reference SDK: what bench/Ixt.Bench.Module is in C#."""
import os
import sys

# Started with -I, which leaves the script's own folder out.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ixt_process_module import IxtProcessModule


class EchoModule(IxtProcessModule):
    def on_handle(self, message, context):
        return self.success({"data": self.encode_payload(self.decode_payload(message["payload"]))})


EchoModule().run()

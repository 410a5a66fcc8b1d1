"""A runtime for tests: listens on a real Unix socket in a directory of its own, starts a module and talks to it in the
framing of the test's choice. Everything it waits for, it waits for with one poll(), in both directions at once."""

import base64
import functools
import json
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

EVAL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixtures", "eval_module.py")
MODULE_ID = "test:1.0.0/instance-001"
GENEROUS = 30.0  # seconds a test waits for what must come; only a failure takes that long

CONTEXT = {"trace_id": "t", "source_module": "caller:1.0.0", "timestamp": 1234567890.5}


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def to_base64(payload):
    return base64.b64encode(payload.encode("utf-8") if isinstance(payload, str) else payload).decode("ascii")


def handle(body, id=1, topic="x", **message):
    """A handle frame; its payload is, for the eval module, the body of the handler."""
    return {"type": "handle", "id": id, "message": dict({"topic": topic, "payload": to_base64(body)}, **message), "context": CONTEXT}


def answer(call, data):
    return {"type": "service_response", "id": call["id"], "success": True, "data": data}


def refusal(call, code, details=None):
    error = {"code": code, "message": "it was " + code}
    if details is not None:
        error["details"] = details
    return {"type": "service_response", "id": call["id"], "success": False, "error": error}


class FakeRuntime:
    def __init__(self, framing="ndjson"):
        self.framing = framing
        self.directory = tempfile.mkdtemp(prefix="ixt-")
        self.path = os.path.join(self.directory, "s")
        self.server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.server.bind(self.path)
        self.server.listen(1)
        self.child = None
        self.socket = None
        self.frames = []  # received, not yet taken: (frame, its text)
        self.texts = []  # all that were taken, likewise
        self.rest = bytearray()
        self.unsent = bytearray()
        self.written = b""  # what the module wrote to stderr
        self.stderr_open = True
        self.ended = False

    def spawn(self, file=EVAL, env=None, options=None):
        """Starts a module and accepts its connection."""
        environment = dict(os.environ, IXT_IPC_SOCKET=self.path, IXT_MODULE_ID=MODULE_ID)
        if options is not None:
            environment["IXT_TEST_OPTIONS"] = json.dumps(options)
        environment.update(env or {})
        self.child = subprocess.Popen([sys.executable, file], env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        os.set_blocking(self.child.stderr.fileno(), False)
        poller = select.poll()
        poller.register(self.server, select.POLLIN)
        poller.register(self.child.stderr, select.POLLIN)
        deadline = time.monotonic() + GENEROUS
        while True:
            ready = [descriptor for descriptor, _ in poller.poll(1000)]
            if self.server.fileno() in ready:
                break
            if ready:
                self.read_stderr()
            if not self.stderr_open or time.monotonic() > deadline:
                raise AssertionError("the module did not connect: " + self.stderr)
        self.socket = self.server.accept()[0]
        self.socket.setblocking(False)

    # -- input and output

    def step(self, timeout, reading=True):
        """Writes and reads what can be; waits up to `timeout` seconds for something to happen."""
        poller = select.poll()
        interest = (select.POLLIN if reading and not self.ended else 0) | (select.POLLOUT if self.unsent else 0)
        if interest:
            poller.register(self.socket, interest)
        if self.stderr_open:
            poller.register(self.child.stderr, select.POLLIN)
        for descriptor, events in poller.poll(timeout * 1000):
            if descriptor != self.socket.fileno():
                self.read_stderr()
                continue
            if self.unsent and events & (select.POLLOUT | select.POLLERR | select.POLLHUP):
                self.write()
            if interest & select.POLLIN and events & (select.POLLIN | select.POLLHUP | select.POLLERR):
                self.read()

    def until(self, condition, what, reading=True):
        """Reads and writes until the condition holds."""
        deadline = time.monotonic() + GENEROUS
        while not condition():
            left = deadline - time.monotonic()
            if left < 0:
                raise AssertionError("%s; stderr: %s" % (what, self.stderr))
            self.step(left, reading)

    def write(self):
        try:
            while self.unsent:
                del self.unsent[:self.socket.send(self.unsent)]
        except BlockingIOError:
            pass
        except OSError:  # the module has closed; the end of the stream says the same
            self.unsent.clear()

    def read(self):
        try:
            chunk = self.socket.recv(256 * 1024)
        except BlockingIOError:
            return
        except ConnectionResetError:
            chunk = b""
        if chunk:
            self.rest += chunk
            self.cut()
        else:
            self.ended = True

    def cut(self):
        while True:
            if self.framing == "ndjson":
                size = self.rest.find(b"\n")
                if size == -1:
                    return
                body, past = self.rest[:size], size + 1
            else:
                past = 4 + int.from_bytes(self.rest[:4], "little")
                if len(self.rest) < 4 or len(self.rest) < past:
                    return
                body = self.rest[4:past]
            del self.rest[:past]
            text = body.decode("utf-8")
            self.frames.append((json.loads(text), text))

    def read_stderr(self):
        try:
            chunk = os.read(self.child.stderr.fileno(), 65536)
        except BlockingIOError:
            return
        self.written += chunk
        if not chunk:
            self.stderr_open = False

    @property
    def stderr(self):
        return self.written.decode("utf-8", "replace")

    # -- frames

    def frame(self, value):
        body = value if isinstance(value, bytes) else (value if isinstance(value, str) else compact(value)).encode("utf-8")
        return body + b"\n" if self.framing == "ndjson" else len(body).to_bytes(4, "little") + body

    def send(self, *values):
        """Sends objects, texts or bytes, each as a frame, in one write. What does not fit is written while waiting."""
        self.raw(b"".join(self.frame(value) for value in values))

    def raw(self, data):
        self.unsent += data
        self.write()

    def flush(self):
        """Until all is written, without reading."""
        self.until(lambda: not self.unsent, "the module did not read", reading=False)

    def receive(self):
        """The next frame, or None at the end of the stream."""
        self.until(lambda: self.frames or self.ended, "no frame came")
        if not self.frames:
            return None
        taken = self.frames.pop(0)
        self.texts.append(taken)
        return taken[0]

    def receive_many(self, count):
        return [self.receive() for _ in range(count)]

    def text_of(self, frame):
        """The JSON text in which a received frame came."""
        return next(text for each, text in self.texts if each is frame)

    def ask(self, value):
        self.send(value)
        return self.receive()

    def run(self, body, id=1, **message):
        """What the body of a handler answers."""
        return self.ask(handle(body, id, **message))

    def expect_success(self, request):
        response = self.ask(request)
        if response is None or response.get("success") is not True or response["id"] != request["id"]:
            raise AssertionError("expected success of %s, got %s; stderr: %s" % (request["type"], response, self.stderr))
        return response["data"]

    def until_stderr(self, text):
        self.until(lambda: text in self.stderr or not self.stderr_open, "%r was not written" % text)
        if text not in self.stderr:
            raise AssertionError("%r was not written; stderr: %s" % (text, self.stderr))

    # -- the end

    def end_input(self):
        """Says that nothing more comes; the answers can still be read."""
        self.flush()
        self.socket.shutdown(socket.SHUT_WR)

    def hang_up(self):
        self.socket.close()
        self.ended = True

    def signal(self, number):
        self.child.send_signal(number)

    def exit(self):
        """The module's exit code; below 0, the signal that ended it."""
        if self.socket.fileno() == -1:
            self.unsent.clear()
            deadline = time.monotonic() + GENEROUS
            while self.stderr_open and time.monotonic() < deadline:
                select.select([self.child.stderr], [], [], GENEROUS)
                self.read_stderr()
        else:
            self.until(lambda: not self.stderr_open, "the module did not exit")
        return self.child.wait(GENEROUS)

    def shut_down(self):
        self.expect_success({"type": "shutdown", "id": "bye"})
        return self.exit()

    def dispose(self):
        if self.child is not None:
            if self.child.poll() is None:
                self.child.kill()
            self.child.wait()
            self.child.stderr.close()
        if self.socket is not None:
            self.socket.close()
        self.server.close()
        shutil.rmtree(self.directory)


class RuntimeTestCase(unittest.TestCase):
    """A test with modules, which are gone when it ends."""

    maxDiff = None

    def start(self, framing="ndjson", config=None, init=True, file=EVAL, env=None, options=None):
        """Starts a module and, unless told otherwise, initializes it."""
        runtime = FakeRuntime(framing)
        self.addCleanup(runtime.dispose)
        runtime.spawn(file, env, options)
        if init:
            runtime.expect_success({"type": "init", "id": "init", "config": config or {}})
        return runtime

    def assert_answers(self, expected, responses):
        """Compares ids and outcomes: "success" or the error's code; None is the end of the stream."""
        self.assertEqual(expected, [outcome(response) for response in responses])


def outcome(response):
    if response is None:
        return None
    return [response["id"], "success" if response["success"] else response["error"]["code"]]


def in_both_framings(test):
    """Runs a test method once per framing, with the framing as its argument."""

    @functools.wraps(test)
    def each(self):
        for framing in ("ndjson", "length"):
            with self.subTest(framing=framing):
                test(self, framing)

    return each

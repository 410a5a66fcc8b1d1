# IXT module SDK for Python 3.8 and later. One file, standard library only: copy it beside your module.
#
# THIS IS A RE-CREATION from the published README of the IXT Python SDK. It is not the original
# `ixt_process_module.py`, whose source was not available; the wire protocol it speaks is spec/PROTOCOL.md.
# To put the original in its place, either
#   - give its path to the conformance runner:  dotnet run --project src/Ixt.Conformance -- run --py FILE
#   - or replace this file:                     py-reference/ixt_process_module.py
# What the README does not say, and is therefore our decision, is marked "ours" below.
"""An IXT module: derive from IxtProcessModule, override on_handle, call run()."""

import atexit
import binascii
import json
import os
import select
import signal
import socket
import sys
from _thread import TIMEOUT_MAX, allocate_lock, get_ident  # threading costs more and has nothing else for us
from collections import deque
from itertools import count
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Optional

    from ixt_protocol_types import HandleMessage, MessageContext

__all__ = ["IxtError", "IxtProcessModule"]

# ----------------------------------------------------------------------------------------------------------------------
# Limits (spec/PROTOCOL.md, "Limits")

_MAX_FRAME = 16 * 1024 * 1024 - 1  # bytes of JSON text, without the header or the LF
_MAX_DEPTH = 64  # the outermost object is depth 1
_MAX_SOCKET_PATH = 107  # bytes; what a Linux sockaddr_un holds
_MAX_OUTSTANDING = 8192  # handles being worked on or waiting for their turn
_MAX_UNSENT = 1024 * 1024  # bytes waiting to be written before no more frames are taken in
_MAX_AHEAD = 1024 * 1024  # bytes of queued handles before no more are read between two handlers
_MAX_INTEGER = 2 ** 53 - 1
_MAX_DIGITS = 4300  # of an integer; longer ones are infinite, as they are in JavaScript
_MAX_ERROR_MESSAGE = 64 * 1024  # characters of an exception's message that reach the wire
_READ_SIZE = 64 * 1024
_GRACE = 5.0  # seconds, where a shutdown names none
_SETTLE = 0.25  # seconds that a cancelled handler has to end by itself when the module stops
_CALL_TIMEOUT = 30.0  # seconds
_LONGEST_POLL = 3600.0  # seconds; poll() takes no more than 2^31 ms
_HEADROOM = 200  # frames of stack that a service call needs at most
_HANGUP = getattr(select, "POLLRDHUP", 0)  # Linux: tells of the end of the stream before all is read

_VERSIONS = ("1.0", "1.1")  # ascending
_ENCODINGS = ("json",)
_FEATURES = ("cancel",)
_LEVELS = ("trace", "debug", "info", "warn", "error", "fatal")

_EXIT_OK = 0
_EXIT_FAILED = 1
_EXIT_USAGE = 64

# ----------------------------------------------------------------------------------------------------------------------
# What a module author sees


class IxtError(Exception):
    """A failed service call. `code` is the runtime's, or TIMEOUT, CONNECTION_LOST, CANCELLED, ... found on this side."""

    def __init__(self, code, message, details=None):
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details


class IxtProcessModule:
    """Base class of an IXT module: override the four `on_...` methods, then call `MyModule().run()`.

    Handlers run one at a time on the thread that called run(). While one waits for a service call, health checks are
    answered and further messages queue up.
    """

    def __new__(cls, *_args, **_keywords):
        self = super().__new__(cls)
        self._ixt = _Engine(self)  # the only field; made here, so that a subclass need not call our __init__
        return self

    def __init__(self, *, max_outstanding: int = _MAX_OUTSTANDING, call_timeout: float = _CALL_TIMEOUT):
        """Ours; nobody has to pass anything.

        max_outstanding: handles worked on or queued at once; more are answered OVERLOADED.
        call_timeout: how long a service call waits for its answer, in seconds.
        """
        self._ixt.max_outstanding = max_outstanding
        self._ixt.call_timeout = call_timeout

    def on_init(self, config: "Dict[str, Any]") -> None:
        """Called once with the configuration of the manifest. A raise is answered INIT_FAILED; the runtime may try again."""

    def on_handle(self, message: "HandleMessage", context: "MessageContext") -> "Optional[Dict[str, Any]]":
        """Called for every message, one after the other. Return `self.success(...)` or `self.error(...)`.

        message: dict with topic, payload (base64), priority, and ttl_ms if the message has one.
        context: dict with trace_id, source_module, timestamp (Unix seconds).
        Returning None is `self.success()` (ours). A raise is answered HANDLER_ERROR.
        """
        raise NotImplementedError("on_handle is not implemented")

    def on_shutdown(self) -> None:
        """Called once before the process ends, if on_init had succeeded. A raise makes the exit code 1."""

    def on_health_check(self) -> "Dict[str, Any]":
        """Returns a dict with a boolean "healthy". Also called while a handler waits for a service call."""
        return {"healthy": True}

    def success(self, data: "Optional[Dict[str, Any]]" = None) -> "Dict[str, Any]":
        """The response of a message that went well. `data` becomes a JSON object; nothing given is `{}`."""
        return {"success": True, "data": {} if data is None else data}

    def error(self, code: str, message: "Optional[str]" = None, details: "Any" = None) -> "Dict[str, Any]":
        """The response of a message that failed. `details` is optional, any JSON value. No message: the code (ours)."""
        return _failure(str(code), str(code if message is None or message == "" else message), details)

    def encode_payload(self, data: "Any") -> str:
        """Base64 of a bytes-like object, or of a string's UTF-8. Ours: anything else is encoded as its JSON."""
        if isinstance(data, str):
            data = _to_utf8(data)
        elif not isinstance(data, (bytes, bytearray)):
            try:
                data = memoryview(data).tobytes()
            except TypeError:
                data = _to_utf8(_ENCODER.encode(data))
        return binascii.b2a_base64(data, newline=False).decode("ascii")

    def decode_payload(self, payload: str) -> bytes:
        """Base64 to bytes. As lenient as binascii; `message["payload"]` has been checked to be strict base64 before on_handle."""
        if not isinstance(payload, str):
            raise TypeError("decode_payload: the payload must be a base64 string")
        return binascii.a2b_base64(payload)

    def log(self, message: "Any") -> None:
        """Writes one informational line to stderr, which the runtime captures."""
        _write_line("INFO", message)

    def log_error(self, message: "Any") -> None:
        """Writes one error line to stderr, which the runtime captures."""
        _write_line("ERROR", message)

    def send_message(self, topic: str, payload: "Any", priority: int = 1, ttl_ms: "Optional[int]" = None) -> "Dict[str, Any]":
        """Sends a message to another module, waits, returns its response.

        priority: 1 low, 2 normal, 3 high, 4 critical. ttl_ms: milliseconds the message may wait; None: no limit of its own.
        The response is `{"success": True, "data": ...}` or `{"success": False, "error": {"code", "message", "details"?}}`.
        Ours: failures on the way (MODULE_UNAVAILABLE, TIMEOUT, CONNECTION_LOST, ...) are such a response as well. Raised are
        only wrong arguments and IxtError CANCELLED when the message being handled is cancelled meanwhile.
        """
        params = {
            "topic": _name(topic, 255, "send_message: topic"),
            "payload": self.encode_payload(payload),
            "priority": _whole(priority, 1, 4, "send_message: priority"),
        }
        if ttl_ms is not None:
            params["ttl_ms"] = _whole(ttl_ms, 0, _MAX_INTEGER, "send_message: ttl_ms")
        try:
            response = self._ixt.call("message_bus", "send", params)
        except _Cancelled:
            raise
        except IxtError as error:
            return _failure(error.code, error.message, error.details)
        if _first_fault(response, _response_rules(response)) is not None:
            return _failure("PROTOCOL_ERROR", "message_bus.send was answered with something that is not a response")
        return response

    def kv_get(self, key: str) -> "Optional[bytes]":
        """Reads a value. Ours (the README is silent): bytes, or None when the key is absent."""
        data = self._ixt.call("kv", "get", {"key": _key(key)})
        if not _flag(data, "found"):
            return None
        value = data.get("value")
        if not isinstance(value, str) or not _is_base64(value):
            raise IxtError("PROTOCOL_ERROR", "kv.get was answered without a base64 value")
        return binascii.a2b_base64(value)

    def kv_set(self, key: str, value: "Any", ttl_ms: "Optional[int]" = None) -> None:
        """Stores a value: what encode_payload accepts. `ttl_ms` (at least 1): forget it after so many milliseconds."""
        params = {"key": _key(key), "value": self.encode_payload(value)}
        if ttl_ms is not None:
            params["ttl_ms"] = _whole(ttl_ms, 1, _MAX_INTEGER, "kv_set: ttl_ms")
        self._ixt.call("kv", "set", params)

    def kv_delete(self, key: str) -> bool:
        """Deletes a key. Returns whether it was there."""
        return _flag(self._ixt.call("kv", "delete", {"key": _key(key)}), "deleted")

    def kv_exists(self, key: str) -> bool:
        """Whether the key is there."""
        return _flag(self._ixt.call("kv", "exists", {"key": _key(key)}), "exists")

    def log_structured(self, level: str, message: "Any", fields: "Optional[Dict[str, Any]]" = None) -> None:
        """Sends a structured log entry to the runtime, one-way: nothing is awaited. `fields` is an optional dict."""
        if level not in _LEVELS:
            raise ValueError("log_structured: level must be one of " + ", ".join(_LEVELS))
        if fields is not None and not isinstance(fields, dict):
            raise TypeError("log_structured: fields must be a dict")
        params = {"level": level, "message": str(message)}
        if fields is not None:
            params["fields"] = fields
        self._ixt.post({"type": "service_request", "service": "logging", "method": "log", "params": params})

    def wait(self, seconds: "Optional[float]" = None) -> bool:
        """Ours: sleeps, but serves the runtime meanwhile, which time.sleep does not. None: as long as it takes.

        Returns True as soon as the message being handled is cancelled or the module has to stop, else False after
        `seconds`. On a thread of your own it returns True as soon as the module has begun to shut down.
        """
        return self._ixt.wait(seconds)

    @property
    def module_id(self) -> str:
        """Ours: what the runtime calls this module, name:version/instance."""
        return _module_id()

    def run(self) -> None:
        """Connects to the runtime named by IXT_IPC_SOCKET and serves it. Ends with SystemExit, so call it last."""
        sys.exit(self._ixt.run())


class _Cancelled(IxtError):
    """The message being handled was cancelled: raised once, out of a service call."""

    def __init__(self):
        super().__init__("CANCELLED", "The message being handled was cancelled.")


class _Abandoned(BaseException):
    """Unwinds a handler that goes on calling after the module had to stop. Not an Exception: nobody is to hold it up."""


# ----------------------------------------------------------------------------------------------------------------------
# Values


def _is_object(value):
    return type(value) is dict


def _is_list(value):
    return type(value) is list


def _is_string(value):
    return type(value) is str


def _is_boolean(value):
    return type(value) is bool


def _is_filled_list(value):
    return type(value) is list and len(value) > 0


def _is_code(value):
    return type(value) is str and value != ""


def _is_topic(value):
    return type(value) is str and 1 <= len(value) <= 255


def _is_count(value):
    return type(value) is int and 0 <= value <= _MAX_INTEGER


def _is_priority(value):
    return type(value) is int and 1 <= value <= 4


def _is_time(value):
    return type(value) in (int, float) and 0 <= value < float("inf")


def _is_id(value):
    return _is_count(value) or (type(value) is str and 1 <= len(value) <= 128 and _is_text(value))


def _is_text(value):
    """Whether a string has a UTF-8 form: one with a lone surrogate has none, so it could not be echoed."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def _is_base64(text):
    """Strict base64, RFC 4648 section 4. (binascii alone skips what it does not know.)"""
    if len(text) % 4 != 0 or not text.isascii():
        return False
    raw = text.encode("ascii")
    padding = raw.translate(None, _BASE64)
    if padding == b"":
        return True
    last = raw[-4:]  # its unused bits must be zero, so that encoding gives it back
    return padding in (b"=", b"==") and raw.endswith(padding) and binascii.b2a_base64(binascii.a2b_base64(last), newline=False) == last


def _name(value, longest, what):
    if not isinstance(value, str):
        raise TypeError("%s must be a string" % what)
    if not _is_text(value):
        raise ValueError("%s holds half of a surrogate pair, which has no UTF-8" % what)
    if not 1 <= len(value.encode("utf-16-le")) // 2 <= longest:
        raise ValueError("%s must have 1 to %d UTF-16 code units" % (what, longest))
    return value


def _key(value):
    return _name(value, 1024, "the key")


def _whole(value, least, most, what):
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("%s must be an int" % what)
    if not least <= value <= most:
        raise ValueError("%s must be from %d to %d" % (what, least, most))
    return int(value)


def _flag(data, name):
    value = data.get(name)
    if not _is_boolean(value):
        raise IxtError("PROTOCOL_ERROR", 'the runtime\'s answer has no boolean "%s"' % name)
    return value


def _message_of(error):
    try:
        message = str(error)
    except Exception:  # an exception whose own __str__ is broken
        message = ""
    return message[:_MAX_ERROR_MESSAGE] or type(error).__name__


def _trace_of(error):
    """What is written about an exception to stderr: what it says, then where it comes from."""
    import traceback  # costs more than all else here, and is seldom needed

    try:
        summary = "%s: %s" % (type(error).__name__, _message_of(error))
        frames = error.__traceback__
        while frames is not None and frames.tb_frame.f_code.co_filename == __file__:
            frames = frames.tb_next  # ours, which tell the author nothing
        return summary + "\n" + "".join(traceback.format_exception(type(error), error, frames)).rstrip()
    except Exception:
        return _message_of(error)


def _module_id():
    return os.environ.get("IXT_MODULE_ID") or "module"


def _write_line(level, message):
    _write_stderr("[%s] %s: %s\n" % (level, _module_id(), message))


def _write_stderr(line):
    try:
        sys.stderr.write(line)  # in one piece, so that lines of several threads stay whole
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        pass  # no stderr, or a closed one: there is nobody left to tell


def _locked():
    lock = allocate_lock()
    lock.acquire()
    return lock


# ----------------------------------------------------------------------------------------------------------------------
# Envelope: what a frame of the runtime must look like, as (JSON pointer, test, required, test of each item).
# A None counts as absent. A rule below an absent optional member does not apply.


def _rules(*rows):
    rules = []
    for pointer, test, required, item in rows:
        names = pointer[1:].split("/")  # one or two
        rules.append((pointer, names[0] if len(names) == 2 else None, names[-1], test, required, item))
    return tuple(rules)


_NO_RULES = _rules()
_SUCCESS = _rules(("/success", _is_boolean, True, None), ("/data", _is_object, True, None))
_FAILURE = _rules(
    ("/success", _is_boolean, True, None),
    ("/error", _is_object, True, None),
    ("/error/code", _is_code, True, None),
    ("/error/message", _is_string, True, None),
)
_RULES = {
    "init": _rules(
        ("/config", _is_object, True, None),
        ("/protocol", _is_object, False, None),
        ("/protocol/versions", _is_filled_list, True, _is_string),
        ("/protocol/encodings", _is_filled_list, True, _is_string),
        ("/protocol/features", _is_list, True, _is_string),
    ),
    "handle": _rules(
        ("/message", _is_object, True, None),
        ("/message/topic", _is_topic, True, None),
        ("/message/payload", _is_string, True, None),
        ("/message/priority", _is_priority, False, None),
        ("/message/ttl_ms", _is_count, False, None),
        ("/context", _is_object, True, None),
        ("/context/trace_id", _is_string, True, None),
        ("/context/source_module", _is_string, True, None),
        ("/context/timestamp", _is_time, True, None),
    ),
    "health_check": _NO_RULES,
    "shutdown": _rules(("/grace_ms", _is_count, False, None)),
    "cancel": _NO_RULES,
    "service_response": _NO_RULES,  # _response_rules in fact
}


def _response_rules(response):
    return _FAILURE if response.get("success") is False else _SUCCESS


def _first_fault(frame, rules):
    """The pointer of the first member that breaks a rule, or None."""
    for pointer, parent, name, test, required, item in rules:
        owner = frame if parent is None else frame.get(parent)
        if owner is None:
            continue
        value = owner.get(name)
        if value is None:
            if required:
                return pointer
        elif not test(value):
            return pointer
        elif item is not None:
            for i, each in enumerate(value):
                if not item(each):
                    return "%s/%d" % (pointer, i)
    return None


# ----------------------------------------------------------------------------------------------------------------------
# JSON


def _no_constant(name):
    raise ValueError("%s is not JSON" % name)


def _to_number(digits):
    if len(digits) > _MAX_DIGITS:  # converting it takes quadratic time, or is refused
        return float("-inf") if digits[0] == "-" else float("inf")
    return int(digits)


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_DECODER = json.JSONDecoder(parse_constant=_no_constant)
_NUMBER_DECODER = json.JSONDecoder(parse_constant=_no_constant, parse_int=_to_number)


def _from_json(text):
    """The value of a JSON text. Raises ValueError if it is none."""
    return (_DECODER if len(text) <= _MAX_DIGITS else _NUMBER_DECODER).decode(text)


def _to_utf8(text):
    """A string's UTF-8. A lone surrogate, which has none, becomes U+FFFD."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b'[]{}"'))
_SQUARE = bytes.maketrans(b"{}", b"[]")


def _is_too_deep(raw):
    """Whether a JSON text, as UTF-8, nests deeper than the limit. (What is not JSON may be either.)"""
    if raw.count(b"{") + raw.count(b"[") <= _MAX_DEPTH:
        return False  # too few brackets: the case of nearly every frame
    # Escaped characters go, then all but brackets and quotes, then the strings: what stands between an odd quote and the
    # next. (A pair of quotes side by side changes no other's turn.)
    marks = raw.replace(b"\\\\", b"").replace(b'\\"', b"").translate(_SQUARE, _ALL_BUT_BRACKETS).replace(b'""', b"")
    brackets = b"".join(marks.split(b'"')[::2])
    for _ in range(_MAX_DEPTH):  # each round takes the innermost level away
        inner = brackets.replace(b"[]", b"")
        if len(inner) == len(brackets):
            break
        brackets = inner
    return brackets != b""


def _failure(code, message, details=None):
    error = {"code": code, "message": message}
    if details is not None:
        error["details"] = details
    return {"success": False, "error": error}


def _response_body(id, response):
    """The JSON text of a response frame, as UTF-8. Raises when the response cannot be sent as it is."""
    if response is None:
        response = {"success": True}
    if not isinstance(response, dict) or type(response.get("success")) is not bool:
        raise IxtError("HANDLER_ERROR", "The module returned neither self.success(...) nor self.error(...), but %s." % type(response).__name__)
    if response["success"]:
        data = response.get("data")
        if data is not None and not isinstance(data, dict):
            raise IxtError("HANDLER_ERROR", "The data of a success must be a dict, not %s." % type(data).__name__)
        member, value = "data", data or {}
    else:
        error = response.get("error")
        if not isinstance(error, dict) or not isinstance(error.get("code"), str) or not isinstance(error.get("message"), str) or not error["code"]:
            raise IxtError("HANDLER_ERROR", "The error of a response must have a code and a message.")
        member, value = "error", _failure(error["code"], error["message"] or error["code"], error.get("details"))["error"]
    text = '{"type":"response","id":%s,"success":%s,"%s":%s}' % (
        _ENCODER.encode(id), "true" if member == "data" else "false", member, _ENCODER.encode(value))
    return _checked(text, "HANDLER_ERROR")


def _checked(text, too_deep):
    """A frame's text as UTF-8, if it may be sent."""
    body = _to_utf8(text)
    if _is_too_deep(body):
        raise IxtError(too_deep, "The frame would be nested deeper than %d." % _MAX_DEPTH)
    if len(body) > _MAX_FRAME:
        raise IxtError("FRAME_TOO_LARGE", "The frame would have %d bytes; the limit is %d." % (len(body), _MAX_FRAME))
    return body


def _negotiate(offer):
    """What to use of the runtime's protocol offer. Raises IxtError if there is nothing in common."""

    def last(what, known, offered):
        common = [name for name in known if name in offered]
        if not common:
            raise IxtError("INIT_FAILED", "No common protocol %s: offered %s, known %s" % (
                what, _ENCODER.encode(offered), _ENCODER.encode(known)))
        return common[-1]

    return {
        "version": last("version", _VERSIONS, offer["versions"]),
        "encoding": last("encoding", _ENCODINGS, offer["encodings"]),
        "features": [name for name in _FEATURES if name in offer["features"]],
    }


# ----------------------------------------------------------------------------------------------------------------------
# Framing


class _FrameReader:
    """Cuts a byte stream into frames. Tells the two framings apart by byte 4: 0 is a length's top byte, never JSON text."""

    def __init__(self):
        self.framing = None  # "ndjson" or "length" once four bytes are there
        self.buffer = b""  # a chunk as it came, or a bytearray in which several are put together
        self.start = 0  # first byte not yet given out
        self.searched = 0  # no LF before here: a long line is searched once, not once per chunk

    @property
    def pending(self):
        return len(self.buffer) - self.start

    def push(self, chunk):
        if self.start == len(self.buffer):
            self.buffer = chunk
            self.searched = 0
        else:
            self.searched = max(0, self.searched - self.start)
            # A bytearray drops its head without moving the rest and grows by a share of its size: however small the chunks
            # are, every byte is moved a bounded number of times.
            if type(self.buffer) is bytes:
                self.buffer = bytearray(memoryview(self.buffer)[self.start:])
            else:
                del self.buffer[:self.start]
            self.buffer += chunk
        self.start = 0

    def next(self):
        """The next whole frame's bytes, or None. Raises an IxtError if the stream is past saving."""
        if self.start == len(self.buffer):
            self.buffer = b""  # it may have been a large one
            self.start = self.searched = 0
            return None
        if self.framing is None:
            if self.pending < 4:
                return None
            self.framing = "length" if self.buffer[self.start + 3] == 0 else "ndjson"
        return self._next_counted() if self.framing == "length" else self._next_line()

    def _next_counted(self):
        start = self.start + 4
        if len(self.buffer) < start:
            return None
        size = int.from_bytes(self.buffer[self.start:start], "little")
        if size == 0:
            raise IxtError("PROTOCOL_ERROR", "A frame of zero bytes.")
        if size > _MAX_FRAME:
            raise IxtError("FRAME_TOO_LARGE", "A frame of %d bytes; the limit is %d." % (size, _MAX_FRAME))
        if len(self.buffer) - start < size:
            return None
        self.start = start + size
        return self.buffer[start:self.start]

    def _next_line(self):
        while True:
            start = self.start
            at = self.buffer.find(b"\n", max(start, self.searched))
            end = len(self.buffer) if at == -1 else at
            if end > start and self.buffer[end - 1] == 0x0D:
                end -= 1
            if end - start > _MAX_FRAME:
                raise IxtError("FRAME_TOO_LARGE", "A line of more than %d bytes." % _MAX_FRAME)
            if at == -1:
                self.searched = len(self.buffer)
                return None
            self.start = self.searched = at + 1
            if end > start:
                return self.buffer[start:end]


# ----------------------------------------------------------------------------------------------------------------------
# Engine: one connection, from connect to exit. Everything here happens on the thread that called run(), except where a
# method says that any thread may call it.

_NOBODY = object()  # asked for the shutdown: a signal or the end of the stream, which get no answer


class _Work:
    """A request of the runtime that is outstanding: waiting for its turn, or being worked on."""

    __slots__ = ("id", "type", "frame", "arrived", "size", "cancelled", "told")

    def __init__(self, frame, arrived, size):
        self.id = frame["id"]
        self.type = frame["type"]
        self.frame = frame
        self.arrived = arrived
        self.size = size
        self.cancelled = None  # then "pending", then "delivered"
        self.told = False  # wait() has said that the module has to stop


class _Call:
    """A service call that waits for its answer: data, or an IxtError."""

    __slots__ = ("outcome", "lock")

    def __init__(self, lock):
        self.outcome = None
        self.lock = lock  # held until the answer is there, where a thread other than the engine's waits; else None


class _Engine:
    def __init__(self, module):
        self.module = module
        self.max_outstanding = _MAX_OUTSTANDING
        self.call_timeout = _CALL_TIMEOUT
        self.thread = None  # the one that called run()
        self.state = "connected"  # then initializing, ready, draining, closed
        self.initialized = False  # on_init has succeeded, so on_shutdown is owed
        self.requests = {}  # outstanding work, by id (a dict tells 1 from "1")
        self.handles = 0  # how many of them are handles
        self.queue = deque()  # init and handles that wait for their turn
        self.queued = 0  # bytes of them
        self.checks = deque()  # health checks that wait for their turn
        self.checking = False  # a health hook runs
        self.running = []  # what is being worked on: a handler, and perhaps a health check inside its waiting
        self.calls = {}  # our service calls, by id
        self.numbers = count(1)
        self.reader = _FrameReader()
        self.arrived = 0.0  # when the latest bytes came
        self.heard = False  # a frame has come: we may speak, and know how
        self.deaf = False  # nothing more will be read
        self.socket = None
        self.unsent = deque()
        self.unsent_size = 0
        self.signalled = False
        self.goodbye = _NOBODY  # the id of the shutdown to answer
        self.grace_ends = 0.0
        self.stopping = False  # the grace has passed
        self.settle_ends = 0.0
        self.exit_code = _EXIT_OK
        self.over = False  # all is said: only the exit is left
        # What other threads leave for the engine's thread.
        self.gate = allocate_lock()
        self.outbox = []  # bodies to send
        self.outbox_size = 0
        self.waiters = []  # locks of threads that wait for room in it
        self.sleepers = []  # locks of threads in wait()
        self.woken = False

    # -- connection

    def run(self):
        """Serves the runtime; returns the exit code."""
        problem = _settings_problem(os.environ)
        if problem is not None:
            return _refuse_to_start(problem)
        self.thread = get_ident()
        self.wake_end, self.wake_pipe = os.pipe()
        os.set_blocking(self.wake_end, False)
        os.set_blocking(self.wake_pipe, False)
        self.poller = select.poll()
        self.poller.register(self.wake_end, select.POLLIN)
        self.interest = 0
        is_main = self.take_signals()
        path = os.environ["IXT_IPC_SOCKET"]
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(path)
        except OSError as error:
            return _refuse_to_start("cannot connect to IXT_IPC_SOCKET=%s (%s); start the runtime that listens there first" % (
                path, error.strerror or error))
        connection.setblocking(False)
        self.socket = connection
        self.serve()
        self.end()
        if is_main:
            atexit.register(_ignore_signals)
        return self.exit_code

    def take_signals(self):
        """Makes SIGTERM and SIGINT a shutdown. Only the main thread can; elsewhere they are the host program's affair."""

        def stop(_signal, _frame):
            if self.socket is None:
                raise SystemExit(_EXIT_OK)
            if self.over:  # a thread of the author's may still keep the process alive
                if sys.stdout is not None:
                    sys.stdout.flush()
                os._exit(self.exit_code)
            self.signalled = True  # the wake-up pipe has got a byte, so that poll() returns

        def restore():  # in a worker that the author forks: it is to end as if there were no module
            signal.set_wakeup_fd(-1)
            for number, handler in before:
                signal.signal(number, handler)

        before = [(number, signal.getsignal(number) or signal.SIG_DFL) for number in (signal.SIGTERM, signal.SIGINT)]
        try:
            signal.signal(signal.SIGTERM, stop)
        except ValueError:
            return False
        signal.signal(signal.SIGINT, stop)
        signal.set_wakeup_fd(self.wake_pipe, warn_on_full_buffer=False)
        os.register_at_fork(after_in_child=restore)
        return True

    def serve(self):
        """Works until the module is drained: health checks first, then one handler at a time, in order of arrival."""
        while self.state != "draining" or self.requests:
            self.turn(0 if self.may_work() else None)
            self.run_checks()
            if self.queue and self.may_work():
                work = self.queue.popleft()
                self.queued -= work.size
                self.perform(work)

    def may_work(self):
        return self.unsent_size <= _MAX_UNSENT and bool(self.queue or self.checks)

    def turn(self, timeout):
        """Reads and writes what the socket lets through; waits up to `timeout` seconds (None: for good) for something to happen."""
        if self.take_in():
            timeout = 0
        if self.signalled:
            self.begin_shutdown(_GRACE)
        self.take_outbox()
        ready = self.poll(timeout)
        if ready & (select.POLLOUT | select.POLLHUP | select.POLLERR):
            self.write()
        if ready & (select.POLLIN | select.POLLHUP | select.POLLERR) and self.wants_input():
            self.read()
            self.take_in()
        if ready & _HANGUP:
            while not self.deaf and self.read():
                pass  # what is left of the stream is bounded, and its end cannot wait behind a queue
        if self.signalled:
            self.begin_shutdown(_GRACE)
        if self.state == "draining" and not self.stopping and monotonic() >= self.grace_ends:
            self.stop_work()

    def poll(self, timeout):
        """What the socket is ready for; 0 when something else happened or nothing."""
        interest = (0 if self.deaf else _HANGUP) | (select.POLLIN if self.wants_input() else 0) | (select.POLLOUT if self.unsent else 0)
        if interest != self.interest:
            if interest:
                self.poller.register(self.socket, interest)
            else:
                self.poller.unregister(self.socket)
            self.interest = interest
        if timeout != 0:
            if self.state == "draining" and not self.stopping:
                timeout = _sooner(timeout, self.grace_ends)
            elif self.stopping and self.running:
                timeout = _sooner(timeout, self.settle_ends)
            if timeout is not None:
                timeout = int(min(max(timeout, 0.0), _LONGEST_POLL) * 1000) + 1
        ready = 0
        for descriptor, events in self.poller.poll(timeout):
            if descriptor != self.wake_end:
                ready = events
            else:
                os.read(self.wake_end, 4096)
                self.woken = False
                self.take_outbox()
        return ready

    def wants_input(self):
        if self.deaf or (self.queued > _MAX_AHEAD and not self.running):
            return False
        # Also while frames have to wait for room: a runtime that writes a large one before it reads is not held up.
        return self.reader.pending <= _MAX_FRAME + 4

    def read(self):
        """Reads what has come; whether it was something."""
        try:
            chunk = self.socket.recv(_READ_SIZE)
        except BlockingIOError:
            return False
        except OSError as error:
            self.lose(error)
            return False
        if chunk:
            self.arrived = monotonic()
            self.reader.push(chunk)
            return True
        self.take_in(at_end=True)
        if self.reader.pending > 0 and not self.deaf:
            _write_line("ERROR", "the runtime ended the stream inside a frame; %d bytes dropped" % self.reader.pending)
        self.disconnect()
        return False

    def take_in(self, at_end=False):
        """Takes in the frames that are there whole, as far as there is room for what they cause; whether there were any."""
        found = False
        while not self.deaf and (at_end or self.has_room()):
            try:
                data = self.reader.next()
            except IxtError as error:
                self.give_up(error)
                return True
            if data is None:
                break
            found = self.heard = True
            self.receive(data)
        return found

    def has_room(self):
        if self.unsent_size > _MAX_UNSENT:
            return False
        if self.running:
            return True  # the answer that a handler waits for may be the next frame
        # Between two handlers there is no hurry: what has its turn now comes first.
        return not self.checks and self.queued <= _MAX_AHEAD and not (self.queue and self.queue[0].type == "init")

    def give_up(self, error):
        """The stream cannot be trusted any more: says so, then ends as if the runtime had gone."""
        _write_line("ERROR", "closing the connection: %s" % error)
        self.heard = True
        self.deaf = True
        self.respond(None, _failure(error.code, error.message))
        self.exit_code = _EXIT_FAILED
        self.disconnect()

    def lose(self, error):
        """The connection has failed: nothing can be read or written."""
        _write_line("ERROR", "the connection failed: %s" % (error.strerror or error))
        self.unsent.clear()
        self.unsent_size = 0
        self.disconnect()

    def disconnect(self):
        """Nobody is left to serve. What is still to be said may yet be heard."""
        self.deaf = True
        self.fail_calls()
        self.begin_shutdown(0)

    def send(self, body):
        if self.state == "closed":
            return
        data = body + b"\n" if self.reader.framing == "ndjson" else len(body).to_bytes(4, "little") + body
        self.unsent.append(data)
        self.unsent_size += len(data)
        if len(self.unsent) == 1:
            self.write()

    def write(self):
        try:
            while self.unsent:
                data = self.unsent[0]
                sent = self.socket.send(data)
                self.unsent_size -= sent
                if sent == len(data):
                    self.unsent.popleft()
                else:
                    self.unsent[0] = memoryview(data)[sent:]
        except BlockingIOError:
            pass
        except OSError as error:
            self.lose(error)

    def respond(self, id, response):
        try:
            body = _response_body(id, response)
        except Exception as error:
            # Ours to report: the result was unsendable (too deep, too large, cyclic, not a response at all).
            _write_line("ERROR", "the response to %s cannot be sent: %s" % (_ENCODER.encode(id), _message_of(error)))
            body = _response_body(id, _failure(error.code if isinstance(error, IxtError) else "HANDLER_ERROR", _message_of(error)))
        self.send(body)

    # -- frames

    def receive(self, data):
        try:
            text = str(data, "utf-8")
        except UnicodeDecodeError:
            return self.protest(None, "The frame is not valid UTF-8.")
        if _is_too_deep(data):
            return self.protest(None, "The frame is nested deeper than %d, or is not JSON." % _MAX_DEPTH)
        try:
            frame = _from_json(text)
        except ValueError as error:
            return self.protest(None, "The frame is not JSON: %s" % _message_of(error))
        if not _is_object(frame):
            return self.protest(None, "The frame is not a JSON object.")
        return self.check(frame, len(data))

    def check(self, frame, size):
        kind = frame.get("type")
        id = frame.get("id")
        is_valid_id = _is_id(id)
        answer_id = id if is_valid_id and kind not in ("cancel", "service_response") else None
        if type(kind) is not str or kind not in _RULES:
            return self.protest(answer_id, "The type is missing or unknown.", "/type")
        rules = _RULES[kind]
        if kind == "service_response":
            rules = _response_rules(frame)
            if id is None and "id" in frame and rules is _FAILURE and _first_fault(frame, rules) is None:
                error = frame["error"]
                return _write_line("ERROR", "the runtime could not use a frame of ours: %s %s" % (error["code"], error["message"]))
        if not is_valid_id:
            return self.protest(None, "The id must be a string of 1 to 128 characters or an integer from 0 to 2^53-1.", "/id")
        pointer = _first_fault(frame, rules)
        if pointer is not None:
            if kind == "service_response":
                self.settle(id, IxtError("PROTOCOL_ERROR", "Malformed answer, see %s." % pointer))
            return self.protest(answer_id, "Missing or malformed: %s" % pointer, pointer)
        if kind == "cancel":
            return self.cancel(id)
        if kind == "service_response":
            return self.answered(frame)
        return self.begin(frame, size) if self.admit(frame) else None

    def protest(self, id, message, pointer=None):
        self.respond(id, _failure("PROTOCOL_ERROR", message, None if pointer is None else {"pointer": pointer}))

    def admit(self, frame):
        """Whether a request may start; answers it if not. The order of the checks is the specification's."""
        kind, id = frame["type"], frame["id"]

        def refuse(code, message, details=None):
            self.respond(id, _failure(code, message, details))
            return False

        if self.state in ("draining", "closed"):
            return refuse("SHUTTING_DOWN", "The module is shutting down.")
        if kind == "init" and self.state != "connected":
            return refuse("ALREADY_INITIALIZED", "init has been received before.")
        if kind in ("handle", "health_check") and self.state != "ready":
            return refuse("NOT_INITIALIZED", "The module has not been initialized.")
        if id in self.requests:
            return refuse("PROTOCOL_ERROR", "A request with this id is outstanding.", {"pointer": "/id"})
        if kind != "handle":
            return True
        if not _is_base64(frame["message"]["payload"]):
            return refuse("INVALID_PAYLOAD", "The payload is not base64.", {"pointer": "/message/payload"})
        if self.handles >= self.max_outstanding:
            return refuse("OVERLOADED", "%d messages are being handled already." % self.handles)
        return True

    def begin(self, frame, size):
        """Puts a request where its turn comes. No hook or handler is ever run from here."""
        if frame["type"] == "shutdown":
            grace = frame.get("grace_ms")
            self.begin_shutdown(_GRACE if grace is None else grace / 1000, frame["id"])
            return
        work = _Work(frame, self.arrived, size)
        self.requests[work.id] = work
        if work.type == "health_check":
            self.checks.append(work)
            return
        if work.type == "init":
            self.state = "initializing"
        else:
            self.handles += 1
        self.queue.append(work)
        self.queued += size

    # -- requests

    def run_checks(self):
        """Answers the health checks that wait, unless one is being answered: its hook may call services as well."""
        if not self.checking:
            self.checking = True
            try:
                while self.checks and self.unsent_size <= _MAX_UNSENT:
                    self.perform(self.checks.popleft())
            finally:
                self.checking = False

    def perform(self, work):
        """Does a request's work and answers it."""
        self.running.append(work)
        response = None
        try:
            response = self.work_on(work)
        except _Abandoned:
            pass  # answered already
        except Exception as error:
            response = self.failed(work, error)
        finally:
            self.running.pop()
        self.finish(work, response)

    def work_on(self, work):
        frame, work.frame = work.frame, None
        if work.type == "handle":
            return self.handle(work, frame)
        if work.type == "init":
            return self.init(frame)
        data = self.module.on_health_check()
        if not isinstance(data, dict) or not _is_boolean(data.get("healthy")):
            raise TypeError('on_health_check must return a dict with a boolean "healthy"')
        return {"success": True, "data": data}

    def init(self, frame):
        offer = frame.get("protocol")
        try:
            data = {} if offer is None else {"protocol": _negotiate(offer)}
        except IxtError as error:
            return _failure(error.code, error.message)
        self.module.on_init(frame["config"])
        self.initialized = True
        return {"success": True, "data": data}

    def handle(self, work, frame):
        message = frame["message"]
        if message.get("priority") is None:
            message["priority"] = 1
        if message.get("ttl_ms") is None:
            message.pop("ttl_ms", None)
        elif (monotonic() - work.arrived) * 1000 >= message["ttl_ms"]:
            return _failure("EXPIRED", "The message waited longer than its ttl_ms of %d." % message["ttl_ms"])
        return self.module.on_handle(message, frame["context"])

    def failed(self, work, error):
        if isinstance(error, IxtError) and (isinstance(error, _Cancelled) or (error.code == "CONNECTION_LOST" and self.deaf)):
            return _failure("CANCELLED", error.message)  # not the author's doing
        _write_line("ERROR", "%s failed: %s" % (work.type, _trace_of(error)))
        return _failure("INIT_FAILED" if work.type == "init" else "HANDLER_ERROR", _message_of(error))

    def finish(self, work, response):
        if self.requests.get(work.id) is not work:
            return  # answered already, when the module had to stop
        del self.requests[work.id]
        if work.type == "handle":
            self.handles -= 1
        elif work.type == "init" and self.state == "initializing":
            self.state = "ready" if self.initialized else "connected"
        self.respond(work.id, response)

    def cancel(self, id):
        work = self.requests.get(id)
        if work is None or work.type != "handle":
            return
        if work in self.running:
            if work.cancelled is None:
                work.cancelled = "pending"
        else:
            self.queue.remove(work)
            self.queued -= work.size
            self.finish(work, _failure("CANCELLED", "The message was cancelled before its turn came."))

    # -- service calls

    def call(self, service, method, params):
        """Calls a service and waits for its answer: the data, or a raised IxtError. Any thread may call it."""
        id = "m-%d" % next(self.numbers)
        request = {"type": "service_request", "id": id, "service": service, "method": method, "params": params}
        what = service + "." + method
        outcome = self.call_here(id, request, what) if self.thread == get_ident() else self.call_from_afar(id, request, what)
        if isinstance(outcome, IxtError):
            raise outcome
        return outcome

    def call_here(self, id, request, what):
        _need_stack()
        work = self.running[-1] if self.running else None
        self.heed(work)
        call = _Call(None)
        self.calls[id] = call
        try:
            self.post(request)
            ended = self.pump(work, lambda: call.outcome is not None, monotonic() + self.call_timeout)
        finally:
            self.calls.pop(id, None)
        return call.outcome if ended else self.timed_out(what)

    def call_from_afar(self, id, request, what):
        call = _Call(_locked())
        self.calls[id] = call
        try:
            self.post(request)
            if not self.deaf:  # if it is, the engine may have failed its calls before it saw this one
                call.lock.acquire(True, min(self.call_timeout, TIMEOUT_MAX))
        finally:
            self.calls.pop(id, None)
        if call.outcome is None:
            return _connection_lost() if self.deaf else self.timed_out(what)
        return call.outcome

    def timed_out(self, what):
        return IxtError("TIMEOUT", "%s was not answered within %g seconds" % (what, self.call_timeout))

    def post(self, request):
        """Sends a service request; raises an IxtError when it cannot be sent. Any thread may call it."""
        if not self.heard:
            raise IxtError("NOT_INITIALIZED", "The runtime speaks first: services work from on_init on.")
        if self.deaf or self.state == "closed":
            raise _connection_lost()
        body = _checked(_ENCODER.encode(request), "PROTOCOL_ERROR")
        if self.thread != get_ident():
            self.hand_over(body)
            return
        work = self.running[-1] if self.running else None
        while self.unsent_size > _MAX_UNSENT and not (work is not None and (work.cancelled == "pending" or self.stopping)):
            _need_stack()
            self.turn(None)
        self.send(body)

    def pump(self, work, is_done, deadline):
        """Serves the socket until it is done (True) or the deadline passes (False). Raises when the work in hand is cancelled."""
        while not is_done():
            self.heed(work)
            left = deadline - monotonic()
            if left <= 0:
                return False
            self.turn(left)
            self.run_checks()
        return True

    def heed(self, work):
        """Tells the work in hand, once, that it is cancelled; when it has not ended long after that, ends it."""
        if work is None:
            return
        if work.cancelled == "pending":
            work.cancelled = "delivered"
            raise _Cancelled()
        if self.stopping and monotonic() >= self.settle_ends:
            self.finish(work, _failure("CANCELLED", "The module is shutting down."))
            raise _Abandoned()

    def wait(self, seconds):
        """Sleeps; whether the work in hand was cancelled or the module has to stop. Any thread may call it."""
        if self.thread != get_ident():
            return self.wait_afar(seconds)
        _need_stack()
        work = self.running[-1] if self.running else None
        if work is None and seconds is None:
            return True  # in on_shutdown there is nothing to wait for
        if work is not None and self.stopping and not work.told:
            work.told = True
            work.cancelled = "delivered"
            return True
        try:
            self.pump(work, lambda: False, float("inf") if seconds is None else monotonic() + seconds)
        except _Cancelled:
            work.told = self.stopping
            return True
        return self.stopping and work is not None

    def wait_afar(self, seconds):
        lock = _locked()
        with self.gate:
            if self.state in ("draining", "closed"):
                return True
            self.sleepers.append(lock)
        if lock.acquire(True, -1 if seconds is None else min(max(seconds, 0), TIMEOUT_MAX)):
            return True
        with self.gate:
            if lock in self.sleepers:
                self.sleepers.remove(lock)
        return self.state in ("draining", "closed")

    def hand_over(self, body):
        """Leaves a frame for the engine's thread to send; waits while too many are left already. Any thread may call it."""
        while True:
            with self.gate:
                if self.outbox_size <= _MAX_UNSENT or self.deaf:
                    self.outbox.append(body)
                    self.outbox_size += len(body)
                    break
                room = _locked()
                self.waiters.append(room)
            if not room.acquire(True, min(self.call_timeout, TIMEOUT_MAX)):
                raise IxtError("TIMEOUT", "the runtime did not read for %g seconds" % self.call_timeout)
        if not self.woken:
            self.woken = True
            try:
                os.write(self.wake_pipe, b"\0")
            except BlockingIOError:
                pass  # full of wake-ups already

    def take_outbox(self):
        if self.outbox and self.unsent_size <= _MAX_UNSENT:
            with self.gate:
                bodies, self.outbox = self.outbox, []
                waiters, self.waiters = self.waiters, []
                self.outbox_size = 0
            for body in bodies:
                self.send(body)
            for room in waiters:
                room.release()

    def answered(self, frame):
        if frame["success"]:
            outcome = frame["data"]
        else:
            error = frame["error"]
            outcome = IxtError(error["code"], error["message"], error.get("details"))
        if not self.settle(frame["id"], outcome):
            _write_line("ERROR", "ignored an answer to %s, which nobody waits for" % _ENCODER.encode(frame["id"]))

    def settle(self, id, outcome):
        call = self.calls.pop(id, None)
        if call is None:
            return False
        call.outcome = outcome
        if call.lock is not None:
            call.lock.release()
        return True

    def fail_calls(self):
        for id in list(self.calls):
            self.settle(id, _connection_lost())
        with self.gate:
            waiters, self.waiters = self.waiters, []
        for room in waiters:
            room.release()

    # -- the end

    def begin_shutdown(self, grace, id=_NOBODY):
        """From here on no request is accepted. Called again, it can only hurry."""
        if self.state in ("draining", "closed"):
            if grace == 0:
                self.grace_ends = 0.0
            return
        self.goodbye = id
        self.grace_ends = monotonic() + grace
        with self.gate:
            self.state = "draining"
            sleepers, self.sleepers = self.sleepers, []
        for lock in sleepers:
            lock.release()

    def stop_work(self):
        """The grace has passed: what runs is cancelled, what waits for its turn is answered. Health checks still get theirs."""
        self.stopping = True
        self.settle_ends = monotonic() + _SETTLE
        waiting, self.queue, self.queued = self.queue, deque(), 0
        for work in waiting:
            self.finish(work, _failure("CANCELLED", "The module is shutting down."))
        for work in self.running:
            work.cancelled = "pending"

    def end(self):
        """Runs the hook, answers (if it was asked by a request), closes."""
        response = {"success": True, "data": {}}
        if self.initialized:
            try:
                self.module.on_shutdown()
            except Exception as error:
                _write_line("ERROR", "on_shutdown failed: %s" % _trace_of(error))
                response = _failure("HANDLER_ERROR", _message_of(error))
                self.exit_code = _EXIT_FAILED
        self.hear_out()
        if self.goodbye is not _NOBODY:
            self.respond(self.goodbye, response)
        self.close()

    def hear_out(self):
        """Refuses what came in while the hook ran; a runtime that never stops is not waited for."""
        until = monotonic() + _SETTLE
        before = None
        while self.arrived != before and not self.deaf and monotonic() < until:
            before = self.arrived
            self.turn(0)
        self.take_outbox()

    def close(self):
        self.state = "closed"
        self.deaf = True
        self.fail_calls()
        self.poller.unregister(self.wake_end)
        while self.unsent:
            self.poller.register(self.socket, select.POLLIN | select.POLLOUT)
            if not self.forget_input():
                self.poller.register(self.socket, select.POLLOUT)
            self.poller.poll()
            self.write()
        self.over = True
        self.forget_input()  # closed with something unread, a socket tells the other side of an error
        self.socket.close()

    def forget_input(self):
        """Drops what has come in; whether more can come."""
        try:
            while self.socket.recv(_READ_SIZE):
                pass
        except BlockingIOError:
            return True
        except OSError:
            pass
        return False


def _sooner(timeout, moment):
    left = moment - monotonic()
    return left if timeout is None or left < timeout else timeout


def _need_stack():
    """Refuses a service call deep inside a recursion, where a frame of the runtime could not be taken in whole."""
    limit = sys.getrecursionlimit()
    if limit > _HEADROOM:
        try:
            sys._getframe(limit - _HEADROOM)
        except ValueError:
            return
        raise RecursionError("a service call needs %d frames of stack" % _HEADROOM)


def _ignore_signals():
    """At the interpreter's end, which would restore the default: death by the signal instead of the module's exit code."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _connection_lost():
    return IxtError("CONNECTION_LOST", "The connection to the runtime is closed.")


def _settings_problem(env):
    size = len(os.fsencode(env.get("IXT_IPC_SOCKET") or ""))
    if size == 0:
        return "IXT_IPC_SOCKET is not set; set it to the path of the socket on which the IXT runtime listens"
    if size > _MAX_SOCKET_PATH:
        return "IXT_IPC_SOCKET has %d bytes; set it to a path of at most %d" % (size, _MAX_SOCKET_PATH)
    if not env.get("IXT_MODULE_ID"):
        return "IXT_MODULE_ID is not set; set it to the name:version/instance of this module"
    return None


def _refuse_to_start(problem):
    _write_stderr("ixt: %s\n" % problem)
    return _EXIT_USAGE

"""The SDK's frame reader and its engine alone, without a process, fed in any pieces."""

import contextlib

import ixt_process_module as sdk

MAX_FRAME = 16777215
SMALL = 600  # bytes that are cut at every place


def new_reader():
    """The SDK's frame reader, which is no part of its public side."""
    return type(sdk.IxtProcessModule()._ixt.reader)()


@contextlib.contextmanager
def limit(size):
    """Another frame limit, which a module cannot choose: it is a constant."""
    assert sdk._MAX_FRAME == MAX_FRAME
    sdk._MAX_FRAME = size
    try:
        yield
    finally:
        sdk._MAX_FRAME = MAX_FRAME


def cuts(stream):
    """Ways in which a stream can arrive: whole, cut in two at every place, byte by byte; if it is long, at the places that matter."""
    size = len(stream)
    is_small = size <= SMALL
    yield "whole", [stream]
    for at in range(1, size):
        if is_small or at <= 6 or at >= size - 3:
            yield "cut at %d" % at, [stream[:at], stream[at:]]
    piece = 1 if is_small else 4093
    yield "in small pieces", [stream[at:at + piece] for at in range(0, size, piece)]


def read(reader, pieces):
    """What a reader makes of pieces: the frames, the bytes left, the code of the error that stopped it (or None)."""
    frames = []
    rest = b""
    error = None
    for piece in pieces:
        if error is not None:
            rest += piece
            continue
        reader.push(piece)
        try:
            frames.extend(bytes(frame) for frame in iter(reader.next, None))
        except sdk.IxtError as fault:
            error = fault.code
            rest = bytes(reader.buffer[reader.start:])
    return frames, rest if error is not None else bytes(reader.buffer[reader.start:]), error


class Listener:
    """The engine of a module without a socket: what it would have sent, given bytes."""

    def __init__(self, framing):
        self.engine = sdk.IxtProcessModule()._ixt
        self.engine.reader.framing = framing
        self.engine.state = "ready"
        self.bodies = []
        self.engine.send = self.bodies.append

    def hear(self, pieces):
        for piece in pieces:
            self.engine.reader.push(piece)
            self.engine.take_in()
        self.engine.run_checks()
        bodies, self.bodies[:] = list(self.bodies), []
        return [body.decode("utf-8") for body in bodies]

import time
import unittest

import ixt_process_module as sdk
from testing.framing import MAX_FRAME, cuts, new_reader, read

TEXTS = ["{}", '{"type":"health_check","id":"é𝄞"}', ' {"a" : [1]} ', '{"type":"shutdown","id":9007199254740991}']


def line(text, ending="\n"):
    return (text + ending).encode("utf-8")


def counted(text):
    body = text.encode("utf-8")
    return len(body).to_bytes(4, "little") + body


STREAMS = {
    "ndjson": line(TEXTS[0]) + b"\n" + line(TEXTS[1], "\r\n") + b"\r\n" + line(TEXTS[2]) + line(TEXTS[3]),
    "length": b"".join(counted(text) for text in TEXTS),
}
BODIES = [text.encode("utf-8") for text in TEXTS]


class Reader(unittest.TestCase):
    def test_frames_come_out_whole_whatever_the_cut(self):
        for framing, stream in STREAMS.items():
            for a in range(len(stream) + 1):
                for b in range(a, len(stream) + 1):
                    self.assertEqual((BODIES, b"", None), read(new_reader(), [stream[:a], stream[a:b], stream[b:]]), (framing, a, b))

    def test_frames_come_out_whole_byte_by_byte_many_times_over(self):
        for framing, stream in STREAMS.items():
            reader = new_reader()
            for _ in range(50):
                self.assertEqual((BODIES, b"", None), read(reader, [stream[at:at + 1] for at in range(len(stream))]))
            self.assertEqual(framing, reader.framing)

    def test_a_frame_of_the_limit_in_small_pieces_takes_no_more_than_linear_work(self):
        for framing, frame in (("ndjson", line), ("length", counted)):
            text = '{"a":"%s"}' % ("x" * (MAX_FRAME - 8))
            stream = frame(text)
            costs = []
            for size in (MAX_FRAME // 8, len(stream)):  # an eighth of it first: its pieces cost as much as the last ones
                reader = new_reader()
                started = time.process_time()
                for at in range(0, size, 100):
                    reader.push(stream[at:min(at + 100, size)])
                    got = reader.next()
                costs.append(time.process_time() - started)
                self.assertEqual(size == len(stream), got is not None)
            self.assertEqual(text.encode(), bytes(got))
            self.assertLess(costs[1], 8 * costs[0] * 4 + 1, (framing, costs))  # quadratic work would be 64 times the eighth's

    def test_a_long_line_is_searched_once(self):
        searched = []

        class Watched(bytearray):
            def find(self, sub, start):
                searched.append(len(self) - start)
                return super().find(sub, start)

        reader = new_reader()
        reader.push(b"{   ")
        reader.next()
        reader.buffer = Watched(reader.buffer)
        for _ in range(1000):
            reader.push(b" " * 1000)
            self.assertIsNone(reader.next())
        self.assertIsInstance(reader.buffer, Watched)
        self.assertEqual(1000 * 1000, sum(searched))

    def test_many_small_frames_behind_one_another_are_not_moved_for_each(self):
        reader = new_reader()
        stream = line("{}") * 1000000
        started = time.process_time()
        for at in range(0, len(stream), 65536):
            reader.push(stream[at:at + 65536])
            reader.next()  # one frame is taken, and more and more are left behind it
        pushed = time.process_time() - started
        self.assertLess(pushed, 1)
        self.assertEqual(1000000 - -(-len(stream) // 65536), len(list(iter(reader.next, None))))

    def test_nothing_is_decided_before_the_fourth_byte(self):
        for first, last, framing in ((b"{}\n", b"{", "ndjson"), (b"\n\n\n", b"\n", "ndjson"), (b"\2\0\0", b"\0", "length")):
            reader = new_reader()
            reader.push(first)
            self.assertIsNone(reader.next())
            self.assertIsNone(reader.framing)
            reader.push(last)
            reader.next()
            self.assertEqual(framing, reader.framing)

    def test_a_length_over_the_limit_is_refused_on_the_header_alone(self):
        for header, code in ((b"\0\0\0\1", "FRAME_TOO_LARGE"), (b"\xff\xff\xff\xff", "FRAME_TOO_LARGE"), (b"\0\0\0\0", "PROTOCOL_ERROR")):
            for _, pieces in cuts(counted("{}") + header):
                self.assertEqual(([b"{}"], header, code), read(new_reader(), pieces))

    def test_a_line_over_the_limit_is_refused_with_its_end_in_sight_or_not_and_a_cr_does_not_count(self):
        longest = b"x" * MAX_FRAME
        reader = new_reader()
        reader.push(longest + b"\r")
        self.assertIsNone(reader.next())
        reader.push(b"\n")
        self.assertEqual(MAX_FRAME, len(reader.next()))
        for rest in (b"x", b"x\n", b"x\r\n", b"\rx"):
            reader = new_reader()
            reader.push(longest + rest)
            with self.assertRaises(sdk.IxtError) as raised:
                reader.next()
            self.assertEqual("FRAME_TOO_LARGE", raised.exception.code)

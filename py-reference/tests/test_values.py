"""The small judges alone: what is too deep, what is base64, which number is which."""

import binascii
import itertools
import json
import random
import time
import unittest

import ixt_process_module as sdk


def depth_of(text):
    """The depth of a JSON text, the slow and obvious way."""
    depth = deepest = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            in_string = escaped or character != '"'
            escaped = not escaped and character == "\\"
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def some_value(random, depth):
    kind = random.randrange(6) if depth > 0 else random.randrange(4)
    if kind < 2:
        return "".join(random.choice('[]{}"\\,:é\n a') for _ in range(random.randrange(12)))
    if kind < 4:
        return random.choice([None, True, 1, -2.5])
    if kind == 4:
        return [some_value(random, depth - 1) for _ in range(random.randrange(1, 4))]
    return {'k%d"[\\' % i: some_value(random, depth - 1) for i in range(random.randrange(1, 4))}


class Values(unittest.TestCase):
    def test_depth_is_judged_as_a_character_by_character_count_does(self):
        chance = random.Random(4)
        seen = set()
        for round in range(2000):
            text = json.dumps(some_value(chance, 6), ensure_ascii=round % 2 == 0)
            around = chance.randrange(56, 66)
            text = ("[" * around + '"]]]\\"", {"[": 1}, ' + text + "]" * around) if round % 3 else ('{"a":' * around + text + "}" * around)
            expected = depth_of(text) > 64
            seen.add(expected)
            self.assertEqual(expected, sdk._is_too_deep(text.encode("utf-8")), text)
        self.assertEqual({True, False}, seen)

    def test_judging_the_depth_of_a_large_frame_takes_no_time_to_speak_of(self):
        size = 16000000
        for text in (b'["' + b"x" * size + b'"]', b"[" + b"[]," * (size // 3) + b"[]]", b'["' + b'\\"' * (size // 2) + b'"]', b'["",' * 1 + b'"",' * (size // 3) + b'""]',
                     b"[" * size, (b"[" * 63 + b"]" * 63 + b",") * (size // 127), b'[["' + b"[" * size + b'"]]'):
            started = time.process_time()
            sdk._is_too_deep(text)
            self.assertLess(time.process_time() - started, 10)

    def test_base64_is_strict_whatever_the_text(self):
        for length in range(1, 6):
            for characters in itertools.product("AQRZ+/=-", repeat=length):
                self.assert_strict("".join(characters))
        for text in ("", "é===", "AAAA\n", "AAA\nAAAA", "AAAAAA==", "AAAAAAA=", "AAAAAAB=", "AAAAAB=="):
            self.assert_strict(text)

    def assert_strict(self, text):
        try:
            strict = binascii.b2a_base64(binascii.a2b_base64(text), newline=False).decode() == text
        except ValueError:
            strict = False
        self.assertEqual(strict, sdk._is_base64(text), text)

    def test_a_lone_surrogate_becomes_the_replacement_character_and_a_pair_what_it_stands_for(self):
        for text, expected in (("a", "a"), ("\ud800", "\ufffd"), ("x\udc00\ud800y", "x\ufffd\ufffdy"), ("\ud834\udd1e", "𝄞"), ("é\ud834", "é\ufffd")):
            self.assertEqual(expected.encode("utf-8"), sdk._to_utf8(text))

    def test_integers_past_the_digits_python_converts_are_infinite_and_all_others_exact(self):
        padding = " " * 5000
        for text in ("0", "-1", "9" * 17, "-" + "9" * 300, "9" * 4300):
            self.assertEqual(int(text), sdk._from_json(padding + text))
            self.assertIs(int, type(sdk._from_json(padding + text)))
        self.assertEqual(float("inf"), sdk._from_json("9" * 4301))
        self.assertEqual(float("-inf"), sdk._from_json("-" + "9" * 4301))

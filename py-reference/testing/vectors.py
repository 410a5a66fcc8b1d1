"""The golden vectors of spec/vectors (spec/schema/vectors.schema.json) for tests. Whatever is in them that this reader does
not know raises: a vector that is only half understood would prove nothing."""

import json
import os
import re

SPEC = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "spec")
DIRECTORY = os.path.join(SPEC, "vectors")

# Per kind of file, the members that a vector and its expectation may have.
MEMBERS = {
    "framing": {"vector": {"name", "format", "input", "maxPayload", "expect"}, "expect": {"detected", "frames", "rest", "error"}},
    "base64": {"vector": {"name", "base64", "hex", "valid", "lenient"}},
    "messages": {"vector": {"name", "definition", "canonical", "json", "sameAs"}},
    "violations": {"vector": {"name", "input", "expect"}, "expect": {"code", "id", "pointer"}},
}


def files():
    """The names of the files there are, without `.json`, sorted."""
    names = os.listdir(DIRECTORY)
    for name in names:
        demand(name.endswith(".json"), "%s is no vector file" % name)
    return sorted(name[:-len(".json")] for name in names)


def load(name, kind):
    """The vectors of one file, which must be of this kind."""
    with open(os.path.join(DIRECTORY, name + ".json"), encoding="utf-8") as file:
        content = json.load(file)
    demand(content["kind"] == kind, "%s.json: kind %s, expected %s" % (name, content["kind"], kind))
    only_members(content, {"kind", "description", "vectors"}, name + ".json")
    demand(len(content["vectors"]) > 0, "%s.json has no vectors" % name)
    names = set()
    for vector in content["vectors"]:
        what = '%s.json, "%s"' % (name, vector["name"])
        demand(vector["name"] not in names, "%s is there twice" % what)
        names.add(vector["name"])
        only_members(vector, MEMBERS[kind]["vector"], what)
        if "expect" in vector:
            only_members(vector["expect"], MEMBERS[kind]["expect"], what + ", expect")
        if kind == "framing":
            for frame in vector["expect"]["frames"]:
                only_members(frame, {"bytes", "json"}, what + ", frame")
    return content["vectors"]


def to_bytes(parts):
    """The bytes of a list of parts: {"text"} as UTF-8, {"hex"}, or {"repeat", "times"} of hex."""
    return b"".join(part_bytes(part) for part in parts)


def part_bytes(part):
    members = sorted(part)
    if members == ["text"]:
        return part["text"].encode("utf-8")
    if members == ["hex"]:
        return of_hex(part["hex"])
    if members == ["repeat", "times"]:
        demand(type(part["times"]) is int and 0 <= part["times"] <= 16777216, "times: %r" % part["times"])
        return of_hex(part["repeat"]) * part["times"]
    raise ValueError("no bytes: %r" % part)


def of_hex(text):
    demand(re.fullmatch("([0-9a-f][0-9a-f])*", text) is not None, "not hex: %r" % text)
    return bytes.fromhex(text)


def only_members(value, known, what):
    unknown = sorted(set(value) - known)
    demand(not unknown, "%s: unknown %s" % (what, ", ".join(unknown)))


def demand(condition, message):
    if not condition:
        raise ValueError(message)

"""The SDK as a file: it must run where Python is old, start where Python is slow, and stand alone."""

import ast
import os
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SDK = os.path.join(HERE, "..", "ixt_process_module.py")

# What the SDK may import when it is loaded. More costs every module time at its start.
AT_START = {"_thread", "atexit", "binascii", "collections", "itertools", "json", "os", "select", "signal", "socket", "sys", "time"}
WHEN_NEEDED = {"traceback"}
FOR_TYPES_ONLY = {"typing", "ixt_protocol_types"}

# Members of the standard library that came after 3.8, of the modules above and of the built-in types.
LATER = {
    # built-in types and names
    "BaseExceptionGroup", "EncodingWarning", "ExceptionGroup", "PythonFinalizationError", "add_note", "aiter", "anext", "bit_count", "removeprefix", "removesuffix",
    # itertools, sys
    "activate_stack_trampoline", "batched", "exception", "get_int_max_str_digits", "monitoring", "orig_argv", "pairwise", "platlibdir", "set_int_max_str_digits",
    "stdlib_module_names",
    # os, signal, socket
    "eventfd", "login_tty", "pidfd_open", "pidfd_send_signal", "posix_openpt", "process_cpu_count", "recv_fds", "send_fds", "setns", "splice", "timerfd_create", "unshare",
    "waitstatus_to_exitcode",
}


class Source(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(SDK, encoding="utf-8") as file:
            cls.text = file.read()
        cls.tree = ast.parse(cls.text, feature_version=(3, 8))

    def test_the_file_parses_as_python_3_8_and_so_do_the_other_files_an_author_copies(self):
        for folder in (os.path.join(HERE, ".."), os.path.join(HERE, "..", "..", "examples", "quickstart-python")):
            for name in os.listdir(folder):
                if name.endswith(".py"):
                    with open(os.path.join(folder, name), encoding="utf-8") as file:
                        ast.parse(file.read(), filename=name, feature_version=(3, 8))

    def test_it_says_in_its_first_lines_what_it_is_and_how_the_original_takes_its_place(self):
        head = "\n".join(self.text.split("\n")[:12])
        for words in ("THIS IS A RE-CREATION from the published README", "It is not the original", "--py FILE"):
            self.assertIn(words, head)

    def test_it_uses_no_member_of_the_standard_library_that_is_newer_than_3_8(self):
        used = {node.attr for node in ast.walk(self.tree) if isinstance(node, ast.Attribute)}
        used |= {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name)}
        self.assertEqual(set(), used & LATER)
        for node in ast.walk(self.tree):  # `dict | dict` and `list[int]` came with 3.9; annotations are text
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
                self.assertNotIn(node.value.id, ("dict", "list", "tuple", "set", "type"))

    def test_it_imports_the_standard_library_only_and_little_of_it_at_the_start(self):
        at_start, for_types, when_needed = set(), set(), set()
        for node in self.tree.body:
            is_for_types = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
            for each in ast.walk(node):
                names = [alias.name for alias in each.names] if isinstance(each, ast.Import) else [each.module] if isinstance(each, ast.ImportFrom) else []
                (for_types if is_for_types else at_start if each is node else when_needed).update(names)
        self.assertEqual((AT_START, FOR_TYPES_ONLY, WHEN_NEEDED), (at_start, for_types, when_needed))

    def test_loading_it_loads_none_of_the_expensive_modules(self):
        script = "import sys; sys.path.insert(0, %r); before = set(sys.modules); import ixt_process_module; print(*sorted(set(sys.modules) - before))" % os.path.dirname(SDK)
        loaded = subprocess.run([sys.executable, "-I", "-S", "-c", script], stdout=subprocess.PIPE, check=True).stdout.decode().split()
        self.assertIn("ixt_process_module", loaded)
        for expensive in ("typing", "asyncio", "logging", "dataclasses", "threading", "traceback", "inspect", "subprocess", "base64", "struct", "tempfile"):
            self.assertNotIn(expensive, loaded)

using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Tests.Testees;

public sealed class PythonSearchTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("ixt-python-").FullName;

    [Theory]
    [InlineData("2.7.18")]
    [InlineData("3.7.17")]
    public async Task A_Python_that_is_too_old_is_refused_with_its_version(string version)
    {
        string program = Program($"echo 'Python {version} at /usr/bin/python'");

        PythonSearch search = await PythonSearch.AskAsync(program);

        Assert.Null(search.Interpreter);
        Assert.Equal($"{program} is Python {version}; Python 3.8 or later is needed", search.Refusal);
    }

    [Theory]
    [InlineData("3.8.0")]
    [InlineData("3.13.1")]
    [InlineData("4.0.0")]
    public async Task A_Python_that_is_new_enough_is_taken(string version)
    {
        string program = Program($"echo 'Python {version} at /no/such/python'");

        PythonSearch search = await PythonSearch.AskAsync(program);

        Assert.Equal(new PythonSearch(program, null), search);
    }

    [Fact]
    public async Task The_interpreter_behind_a_wrapper_is_taken_in_its_place()
    {
        string interpreter = Program("exit 0", "interpreter");

        PythonSearch search = await PythonSearch.AskAsync(Program($"echo 'a wrapper speaks' >&2; echo 'Python 3.12.1 at {interpreter}'"));

        Assert.Equal(new PythonSearch(interpreter, null), search);
    }

    [Theory]
    [InlineData("exit 127", "does not tell its version")]
    [InlineData("echo 'no version is chosen' >&2; exit 127", "does not tell its version; it wrote: no version is chosen")]
    public async Task A_program_that_is_no_Python_is_refused_with_what_it_says(string script, string told)
    {
        string program = Program(script);

        Assert.Equal(new PythonSearch(null, $"{program} {told}"), await PythonSearch.AskAsync(program));
    }

    [Fact]
    public async Task The_Python_of_this_machine_says_where_it_is()
    {
        string interpreter = await Python.RequireAsync();

        PythonSearch again = await PythonSearch.AskAsync(interpreter);

        Assert.Equal(new PythonSearch(interpreter, null), again);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string Program(string script, string name = "python3")
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}

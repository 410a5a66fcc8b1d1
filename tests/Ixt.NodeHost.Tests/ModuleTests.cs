namespace Ixt.NodeHost.Tests;

public sealed class ModuleTests
{
    [Fact]
    public async Task Relative_files_json_directories_cycles_and_the_cache_work()
    {
        ScriptRun run = await ScriptRun.RunAsync(new Dictionary<string, string>
        {
            [ScriptRun.Main] =
                """
                #!/usr/bin/env node
                'use strict';
                const lib = require('./lib');
                console.log(lib.name, require('./lib/index.js') === lib, require('./data').n, require('./data.json') === require('./data'));
                console.log(require.main === module, module.id, __filename, __dirname, lib.isMain);
                console.log(require('./a').seenByB, Object.keys(require.cache).length, require.resolve('./a'));
                console.log(require('pkg').from, this === module.exports, typeof leaked);
                """,
            ["/app/lib/index.js"] = "exports.name = require('path').basename(__dirname); exports.isMain = require.main === module;",
            ["/app/data.json"] = """{ "n": 7 }""",
            ["/app/a.js"] = "exports.early = 1; exports.seenByB = require('./b').sawEarly; exports.late = 2;",
            ["/app/b.js"] = "const a = require('./a.js'); exports.sawEarly = [a.early, a.late];",
            ["/node_modules/pkg/package.json"] = """{ "main": "./dist/entry" }""",
            ["/node_modules/pkg/dist/entry.js"] = "exports.from = 'pkg'",
        });

        Assert.Equal("", run.Stderr);
        Assert.Equal(
            ["lib true 7 true", "true . /app/main.js /app false", "[ 1, undefined ] 5 /app/a.js", "pkg true undefined"],
            run.Lines);
    }

    [Fact]
    public async Task A_missing_module_is_an_error_with_code_and_trail()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            "for (const id of ['./nope', 'nope', 'node:nope', 'http']) { try { require(id); } catch (e) { console.log(e.code, e.message.split('\\n')[0]); } }");

        Assert.Equal(
            [
                "MODULE_NOT_FOUND Cannot find module './nope'", "MODULE_NOT_FOUND Cannot find module 'nope'",
                "ERR_UNKNOWN_BUILTIN_MODULE No such built-in module: node:nope", "ERR_MODULE_NOT_PROVIDED The built-in module 'http' is not provided by this host",
            ],
            run.Lines);
    }

    [Fact]
    public async Task A_substitution_replaces_one_resolved_file_only()
    {
        Dictionary<string, string> files = new()
        {
            [ScriptRun.Main] = "console.log(require('./sdk').who, require('./sdk.js').file, require('./other'));",
            ["/app/sdk.js"] = "exports.who = 'reference';",
            ["/app/other.js"] = "module.exports = 'other';",
            ["/elsewhere/original.js"] = "exports.who = require('./part'); exports.file = __filename;",
            ["/elsewhere/part.js"] = "module.exports = 'original';",
        };
        ScriptRun run = await ScriptRun.RunAsync(files, o => o with
        {
            Program = new NodeProgram
            {
                EntryFile = ScriptRun.Main,
                Files = files,
                Substitutions = new Dictionary<string, string> { ["/app/sdk.js"] = "/elsewhere/original.js" },
            },
        });

        Assert.Equal(["original /elsewhere/original.js other"], run.Lines);
    }

    [Fact]
    public async Task Files_on_disk_are_seen_only_under_the_roots_and_links_do_not_lead_out()
    {
        string home = Directory.CreateTempSubdirectory("nodehost").FullName;
        try
        {
            string inside = Directory.CreateDirectory(Path.Combine(home, "inside")).FullName;
            string outside = Path.Combine(home, "outside.js");
            await File.WriteAllTextAsync(outside, "module.exports = 'secret';", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(inside, "near.js"), "module.exports = 'near';", TestContext.Current.CancellationToken);
            File.CreateSymbolicLink(Path.Combine(inside, "link.js"), outside);
            string main = Path.Combine(inside, "main.js");
            await File.WriteAllTextAsync(
                main,
                """
                const fs = require('fs');
                console.log(require('./near'));
                for (const path of ['../outside.js', './link.js']) {
                  try { console.log(require(path)); } catch (e) { console.log(e.code); }
                  try { fs.readFileSync(require('path').join(__dirname, path)); console.log('read'); } catch (e) { console.log(e.code, fs.existsSync(path)); }
                }
                console.log(fs.readFileSync(__filename, 'utf8').length > 100, fs.existsSync('/etc/passwd'));
                """,
                TestContext.Current.CancellationToken);
            StringWriter stdout = new();

            NodeExit exit = await NodeProcess.RunAsync(
                new NodeHostOptions { Program = new NodeProgram { EntryFile = main, Roots = [inside] }, Stdout = stdout }, TestContext.Current.CancellationToken);

            Assert.Equal("near\nMODULE_NOT_FOUND\nENOENT false\nMODULE_NOT_FOUND\nENOENT false\ntrue false\n", stdout.ToString());
            Assert.Equal(0, exit.ExitCode);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task A_syntax_error_names_the_file_and_the_line()
    {
        ScriptRun run = await ScriptRun.RunAsync("let a = 1;\nlet b = ;\n");

        Assert.Equal(1, run.Exit.ExitCode);
        Assert.Contains("SyntaxError: /app/main.js", run.Stderr, StringComparison.Ordinal);
        Assert.Contains("2:", run.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stack_traces_name_the_right_file_line_and_column()
    {
        ScriptRun run = await ScriptRun.RunAsync(new Dictionary<string, string>
        {
            [ScriptRun.Main] = "const { thrower } = require('./lib'); try { thrower(); } catch (e) { console.log(e.stack); }",
            ["/app/lib.js"] = "function inner() { throw new RangeError('deep'); }\n\nexports.thrower = function thrower() {\n  inner();\n};",
        });

        Assert.Equal("RangeError: deep", run.Lines[0]);
        Assert.StartsWith("    at inner (/app/lib.js:1:26", run.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("    at thrower (/app/lib.js:4:3", run.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_sees_its_own_environment_and_arguments_only()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            "process.env.N = 1; console.log(JSON.stringify(process.env), process.argv.slice(2), process.cwd(), typeof process.env.PATH);",
            o => o with { Env = new Dictionary<string, string> { ["A"] = "x" }, Argv = ["one", "--two"] });

        Assert.Equal(["{\"A\":\"x\",\"N\":\"1\"} [ 'one', '--two' ] /app undefined"], run.Lines);
    }

    [Fact]
    public async Task A_seed_makes_randomness_repeatable()
    {
        const string Source = "console.log(Math.random(), require('crypto').randomUUID(), require('crypto').randomBytes(4).toString('hex'));";
        ScriptRun first = await ScriptRun.RunAsync(Source, o => o with { RandomSeed = 1 });
        ScriptRun second = await ScriptRun.RunAsync(Source, o => o with { RandomSeed = 1 });
        ScriptRun other = await ScriptRun.RunAsync(Source, o => o with { RandomSeed = 2 });

        Assert.Equal(first.Stdout, second.Stdout);
        Assert.NotEqual(first.Stdout, other.Stdout);
    }
}

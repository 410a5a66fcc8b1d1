using Microsoft.CodeAnalysis;

namespace Ixt.Sdk.Tests;

public sealed class TopicGeneratorTests
{
    private const string Head = """
        using System.Threading;
        using System.Threading.Tasks;
        using Ixt.Protocol;
        using Ixt.Sdk;

        """;

    private const string Good = Head + """
        namespace My.Modules;
        public sealed partial class MyModule : IxtProcessModule
        {
            [Topic("a")]
            private ModuleResult A(HandleMessage message) => Success();
        }
        """;

    [Fact]
    public void A_module_class_gets_its_registration()
    {
        Assert.Empty(GeneratorRun.Diagnose(Good, out string generated));
        Assert.Contains("Map(\"a\", ", generated, StringComparison.Ordinal);
        Assert.Contains("namespace My.Modules;", generated, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ModuleResult A(HandleMessage message) => Success();", "message => A(message)!")]
    [InlineData("ModuleResult A() => Success();", "message => A()!")]
    [InlineData("void A(HandleMessage message) { }", "message => { A(message); return global::Ixt.Sdk.ModuleResult.Success(); }")]
    [InlineData("ModuleResult A(HandleMessage message, CancellationToken token) => Success();", "(message, context, cancellationToken) => ")]
    [InlineData("ModuleResult A(MessageContext context) => Success();", "(message, context, cancellationToken) => ")]
    [InlineData("Task<ModuleResult> A(HandleMessage message) => Task.FromResult(Success());", "(message, context, cancellationToken) => ")]
    public void A_method_that_takes_the_message_alone_and_answers_at_once_is_mapped_without_a_token(string method, string handler)
    {
        Assert.Empty(GeneratorRun.Diagnose(Good.Replace("ModuleResult A(HandleMessage message) => Success();", method, StringComparison.Ordinal), out string generated));
        Assert.Contains($"Map(\"a\", {handler}", generated, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_in_the_global_namespace_works_as_well() =>
        Assert.Empty(GeneratorRun.Diagnose(Good.Replace("namespace My.Modules;", "", StringComparison.Ordinal), out _));

    [Fact]
    public void A_class_that_is_not_partial_is_IXT6001()
    {
        string source = Good.Replace(" partial", "", StringComparison.Ordinal);
        Assert.StartsWith("IXT6001: 'MyModule'", Assert.Single(GeneratorRun.Diagnose(source, out string generated)), StringComparison.Ordinal);
        Assert.Empty(generated);
        Assert.Equal("A", GeneratorRun.PointedAt(source));
    }

    [Fact]
    public void A_class_inside_of_one_that_is_not_partial_is_IXT6001() =>
        Assert.StartsWith("IXT6001", Assert.Single(GeneratorRun.Diagnose(Head + """
            public static class Outer
            {
                public sealed partial class MyModule : IxtProcessModule
                {
                    [Topic("a")]
                    private ModuleResult A() => Success();
                }
            }
            """, out _)), StringComparison.Ordinal);

    [Theory]
    [InlineData("ModuleResult A(string payload) => Success();", "parameter 'payload'")]
    [InlineData("ModuleResult A(HandleMessage a, HandleMessage b) => Success();", "parameter 'b'")]
    [InlineData("ModuleResult A(in CancellationToken token) => Success();", "parameter 'token'")]
    [InlineData("string A() => \"\";", "returns string")]
    [InlineData("Task<string> A() => null!;", "returns Task<string>")]
    [InlineData("async void A() => await Task.Yield();", "async void")]
    [InlineData("ModuleResult A<T>() => Success();", "generic")]
    public void A_method_with_another_signature_is_IXT6002(string method, string reason)
    {
        string source = Good.Replace("ModuleResult A(HandleMessage message) => Success();", method, StringComparison.Ordinal);
        string diagnostic = Assert.Single(GeneratorRun.Diagnose(source, out _));
        Assert.StartsWith("IXT6002: The [Topic] method 'A' ", diagnostic, StringComparison.Ordinal);
        Assert.Contains(reason, diagnostic, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_with_two_handlers_is_IXT6003()
    {
        string source = Good.Replace("[Topic(\"a\")]", "[Topic(\"a\")] private ModuleResult First() => Success();\n[Topic(\"a\")]", StringComparison.Ordinal);
        Assert.Equal("IXT6003: The topic \"a\" is handled by 'First' already; a topic has one handler", Assert.Single(GeneratorRun.Diagnose(source, out _)));
        Assert.Equal("A", GeneratorRun.PointedAt(source));
    }

    [Fact]
    public void A_class_that_is_no_module_is_IXT6004() =>
        Assert.StartsWith("IXT6004: 'Other'", Assert.Single(GeneratorRun.Diagnose(Head + """
            public sealed partial class Other
            {
                [Topic("a")]
                private ModuleResult A() => ModuleResult.Success();
            }
            """, out _)), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "0 characters")]
    [InlineData("x256", "256 characters")]
    public void A_topic_that_no_runtime_could_send_is_IXT6005(string topic, string length)
    {
        string text = topic == "x256" ? new string('x', 256) : topic;
        string diagnostic = Assert.Single(GeneratorRun.Diagnose(Good.Replace("\"a\"", $"\"{text}\"", StringComparison.Ordinal), out _));
        Assert.StartsWith("IXT6005", diagnostic, StringComparison.Ordinal);
        Assert.Contains(length, diagnostic, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_elsewhere_generates_nothing_anew() =>
        Assert.All(
            GeneratorRun.ReasonsAfterEdit(Good, "public static class Unrelated;"),
            static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

    [Fact]
    public void Every_diagnostic_has_its_page()
    {
        string root = RepositoryRoot.Path;
        foreach (string id in new[] { "IXT6001", "IXT6002", "IXT6003", "IXT6004", "IXT6005" })
        {
            string page = File.ReadAllText(Path.Combine(root, "docs", "diagnostics", id + ".md"));
            Assert.StartsWith("# " + id, page, StringComparison.Ordinal);
        }
    }
}

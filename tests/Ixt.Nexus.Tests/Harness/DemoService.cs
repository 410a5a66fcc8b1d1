namespace Ixt.Nexus.Tests;

/// <summary>The service that most tests use.</summary>
internal static class DemoService
{
    public static NexusMembers Create() => new NexusMembers()
        .Function("echo", (arguments, _) => new(arguments.Length > 0 ? arguments.Span[0] : NexusValue.Undefined))
        .Function("add", (arguments, _) => new(arguments.Span[0].AsDouble() + arguments.Span[1].AsDouble()))
        .Function("argc", (arguments, _) => new(arguments.Length))
        .Function("fail", (arguments, _) => throw new InvalidOperationException(arguments.Span[0].AsString()))
        .Function("give", (_, _) => new(NexusValue.From(Create())))
        .Property("tag", () => "t");
}

using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.CSharp;

/// <summary>Constants for the reserved error codes.</summary>
internal static class ErrorCodesEmitter
{
    public static void Emit(CodeWriter code, IReadOnlyList<ErrorCode> errors)
    {
        Docs.Summary(code, "The reserved error codes of the protocol. Modules use their own besides.");
        code.Line("/// <remarks>Specified in <c>spec/errors.json</c>.</remarks>");
        code.Block("public static class ErrorCodes", () =>
        {
            foreach (ErrorCode error in errors)
            {
                Docs.Summary(code, error.Meaning);
                code.Line($"/// <remarks>Sent by {(error.SentBy == "both" ? "both sides" : "the " + error.SentBy)}, {(error.IsRetryable ? "retryable" : "not retryable")}, since {error.Since}. {Docs.Escape(error.Note)}</remarks>");
                if (error.Status == "retired")
                {
                    code.Line("[Obsolete(\"Retired; never sent.\")]");
                }

                code.Line($"public const string {Names.Pascal(error.Code)} = \"{error.Code}\";");
                code.Line();
            }

            Docs.Summary(code, "Every reserved code, in the registry's order.");
            code.Line("public static IReadOnlyList<string> All { get; } =");
            code.Line("[");
            code.Indent();
            foreach (ErrorCode error in errors)
            {
                code.Line($"\"{error.Code}\",");
            }

            code.Outdent();
            code.Line("];");
            code.Line();
            Docs.Summary(code, "Whether the same request, sent again later without a change, may succeed.");
            code.Line("/// <param name=\"code\">Any code; a module's own is not retryable as far as the protocol knows.</param>");
            code.Line("public static bool IsRetryable(string? code) => code is");
            code.Indent();
            code.Line(string.Join(" or ", errors.Where(e => e.IsRetryable).Select(e => $"\"{e.Code}\"")) + ";");
            code.Outdent();
        });
    }
}

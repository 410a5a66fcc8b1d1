using System.Text.Json;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>What an answer must be, and where two answers may differ.</summary>
/// <param name="Matcher">Of spec/cases/README.md, against <c>{success, data}</c> or <c>{success, error}</c>.</param>
/// <param name="Rules">How two answers are compared.</param>
internal sealed record Expectation(JsonElement Matcher, ValueRules Rules);

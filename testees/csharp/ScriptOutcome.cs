using System.Text.Json;
using Ixt.Sdk;

namespace Ixt.Testee;

/// <summary>How a script ended.</summary>
/// <param name="Result">The handler's answer; <see langword="null"/> is "nothing at all".</param>
/// <param name="Reply">The data of a reply step, if one ended the script.</param>
internal readonly record struct ScriptOutcome(ModuleResult? Result, JsonElement? Reply = null);

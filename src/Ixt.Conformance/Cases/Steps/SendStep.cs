using System.Text.Json;

namespace Ixt.Conformance.Cases.Steps;

/// <summary>Sends one frame.</summary>
/// <param name="Frame">A template: values of spec/cases/README.md are filled in when it is sent.</param>
internal sealed record SendStep(JsonElement Frame) : Step;

namespace Ixt.Sdk.Generators;

/// <summary>One method with <c>[Topic]</c>: what is needed to register it.</summary>
/// <param name="Module">The class it is in.</param>
/// <param name="Name">The method's name.</param>
/// <param name="Arguments">The lambda's parameters to pass on, in order.</param>
/// <param name="Returns">How its result becomes the handler's.</param>
/// <param name="Topics">The topics it handles.</param>
/// <param name="Location">Where its name is.</param>
/// <param name="Problems">What is wrong with it; nothing is generated for it then.</param>
internal sealed record TopicMethod(
    ModuleClass Module,
    string Name,
    string Arguments,
    ReturnKind Returns,
    EquatableArray<string> Topics,
    SourceLocation? Location,
    EquatableArray<Problem> Problems);

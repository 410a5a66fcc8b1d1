namespace Ixt.SchemaGen.Model;

/// <summary>One entry of the schema's <c>definitions</c> for which the targets get a named type.</summary>
public abstract record Definition(string Name, string Description);

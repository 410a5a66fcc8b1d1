using Ixt.SchemaGen;

// 0: written, or nothing to change. 1: --check found differences. 2: usage, no repository, or a schema that cannot be used.
bool isCheck = args is ["--check"];
if (args.Length > 0 && !isCheck)
{
    Console.Error.WriteLine("usage: dotnet run --project tools/Ixt.SchemaGen [-- --check]");
    return 2;
}

if (RepositoryRoot.Find(Environment.CurrentDirectory) is not { } root)
{
    Console.Error.WriteLine("Ixt.slnx is neither here nor in a folder above: run this inside the repository.");
    return 2;
}

try
{
    Generator generator = new(root);
    IReadOnlyList<string> lines = isCheck ? await generator.CheckAsync() : await generator.WriteAsync();
    foreach (string line in lines)
    {
        Console.WriteLine(line);
    }

    if (isCheck && lines.Count > 0)
    {
        Console.Error.WriteLine("Generated files differ: run dotnet run --project tools/Ixt.SchemaGen");
        return 1;
    }

    return 0;
}
catch (SchemaException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

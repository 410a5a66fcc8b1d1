using Ixt.Snippets;

// 0: written, or nothing to change. 1: --check found differences, or a block cannot be filled. 2: usage, or no repository.
bool isCheck = args is ["--check"];
if (args.Length > 0 && !isCheck)
{
    Console.Error.WriteLine("usage: dotnet run --project tools/Ixt.Snippets [-- --check]");
    return 2;
}

if (SnippetBook.FindRoot(Environment.CurrentDirectory) is not { } root)
{
    Console.Error.WriteLine("Ixt.slnx is neither here nor in a folder above: run this inside the repository.");
    return 2;
}

SnippetBook book = new(root);
if (!isCheck)
{
    foreach (string page in book.Write())
    {
        Console.WriteLine($"written {page}");
    }
}

IReadOnlyList<Finding> findings = book.Check();
foreach (Finding finding in findings)
{
    Console.WriteLine(finding);
}

if (isCheck && findings.Any(f => f.IsDifference))
{
    Console.Error.WriteLine("Pages differ from the files they quote: run dotnet run --project tools/Ixt.Snippets");
}

return findings.Count > 0 ? 1 : 0;

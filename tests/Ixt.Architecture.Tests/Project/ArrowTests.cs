namespace Ixt.Architecture.Tests.Project;

public sealed class ArrowTests
{
    private static readonly IReadOnlyDictionary<string, Arrows> _allowed = Arrows.All.ToDictionary(a => a.Room);
    private static readonly ILookup<string, ProjectFile> _rooms = ProjectFile.All.ToLookup(p => p.Room);

    [Fact]
    public void Every_room_is_in_the_table() => Findings.None(_rooms.Select(r => r.Key).Except(_allowed.Keys).Order());

    [Fact]
    public void Every_room_but_that_of_the_pairs_is_one_project() => Findings.None(_rooms.Where(r => r.Count() > 1 && r.Key != ProjectFile.Pairs).Select(r => r.Key));

    [Fact]
    public void Every_room_of_the_table_is_there() =>
        Findings.None(Arrows.All.SelectMany(a => a.References.Concat(a.Builds).Append(a.Room)).Distinct().Except(_rooms.Select(r => r.Key)));

    [Fact]
    public void No_room_references_what_the_table_does_not_allow() =>
        Findings.None(Each((room, allowed) => room.References.Except(allowed.References)));

    [Fact]
    public void No_room_builds_what_the_table_does_not_allow() =>
        Findings.None(Each((room, allowed) => room.Builds.Except(allowed.Builds)));

    // What pairs may use each takes what it needs of.
    [Fact]
    public void No_arrow_of_the_table_is_unused() =>
        Findings.None(Each((room, allowed) => room.IsPair ? [] : allowed.References.Except(room.References).Concat(allowed.Builds.Except(room.Builds))));

    [Fact]
    public void The_arrows_make_no_circle()
    {
        HashSet<string> done = [];
        while (Arrows.All.Any(a => !done.Contains(a.Room) && a.References.Concat(a.Builds).All(done.Contains) && done.Add(a.Room)))
        {
        }

        Findings.None(_allowed.Keys.Except(done));
    }

    [Fact]
    public void Nothing_that_ships_references_what_does_not() =>
        Findings.None(
            from room in ProjectFile.All
            where room.Path.StartsWith("src/", StringComparison.Ordinal)
            from other in room.References
            where _rooms[other].Any(o => !o.Path.StartsWith("src/", StringComparison.Ordinal))
            select $"{room.Name} → {other}");

    private static IEnumerable<string> Each(Func<ProjectFile, Arrows, IEnumerable<string>> wrong) =>
        from room in ProjectFile.All
        where _allowed.ContainsKey(room.Room)
        from other in wrong(room, _allowed[room.Room])
        select $"{room.Name} → {other}";
}

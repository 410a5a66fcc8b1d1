namespace Ixt.Nexus.Tests.Transcripts;

public sealed class ManifestTests
{
    [Fact]
    public void Every_recorded_file_is_in_the_manifest() =>
        Assert.Empty(RecordedFiles.Except(ManifestFiles));

    [Fact]
    public void Every_file_of_the_manifest_is_there() =>
        Assert.Empty(ManifestFiles.Except(RecordedFiles));

    [Fact]
    public void Of_each_transcript_the_manifest_says_of_both_roles_how_or_why_not() =>
        Assert.All(Manifest.Plans, t => Assert.True(t.Value.ContainsKey("daemon") == Transcript.Names.Contains(t.Key) && t.Value.ContainsKey("client") == Transcript.Names.Contains(t.Key), t.Key));

    [Fact]
    public void What_is_not_replayed_has_a_reason_and_a_test_of_its_own_exists() =>
        Assert.All(
            from recording in Manifest.Plans
            from role in recording.Value
            select (Name: $"{recording.Key} {role.Key}", Plan: role.Value),
            role =>
            {
                Assert.True(role.Plan.NotReplayed is not { Length: < 15 }, role.Name);
                Assert.All(role.Plan.NotCompared, step => Assert.True(step.Value.Length >= 15, $"{role.Name} {step.Key}"));
                Assert.True(role.Plan.Test is null || Exists(role.Plan.Test), $"{role.Name}: there is no {role.Plan.Test}.");
            });

    [Fact]
    public void Every_difference_says_why_and_where_the_facts_stand() =>
        Assert.Empty(
            from recording in Manifest.Plans
            from role in recording.Value
            from reason in role.Value.Reasons
            where !reason.IsGiven
            select $"{recording.Key} {role.Key}: {reason}");

    [Fact]
    public void Every_difference_and_every_own_ending_leads_to_a_line_of_its_transcript()
    {
        foreach ((string name, IReadOnlyDictionary<string, ReplayPlan> roles) in Manifest.Plans)
        {
            foreach (ReplayPlan plan in roles.Where(r => r.Key != "observed").Select(r => r.Value))
            {
                Transcript transcript = Transcript.Load(name);
                Assert.All(plan.Differences, d => Assert.Contains(transcript.Lines, l => l.Number == d.Line));
                Assert.All(plan.Closes, c => Assert.Contains(transcript.Lines, l => l.Connection == c));
            }
        }
    }

    /// <summary>Who ended a connection to a raw peer stands in what was observed, not in the transcript.</summary>
    [Fact]
    public void Our_daemon_ends_the_connections_that_the_recorded_one_ended_and_no_others_without_a_reason()
    {
        foreach (string name in Manifest.Replayed("daemon").Where(n => n.Contains("probe-daemon", StringComparison.Ordinal)))
        {
            ReplayPlan plan = Manifest.Plans[name]["daemon"];
            if (Observation.Load(name).Ended is not { } ended)
            {
                continue;
            }

            bool ends = plan.Closes.Count > 0;

            // What runs out of time ends by the clock; half of a connection is ended by the peer; where the handshake goes on, nobody ends it.
            bool isExplained = ended
                ? ends || plan.StaysOpen is not null || plan.Secret is not null || plan.Differences.Count > 0 || name.EndsWith("half-close", StringComparison.Ordinal)
                : !ends || plan.EndsToo is not null;
            Assert.True(isExplained, $"{name}: the recorded daemon {(ended ? "ended" : "did not end")} it.");
        }
    }

    private static IEnumerable<string> RecordedFiles => Directory.GetFiles(Path.Combine(Transcript.Root, "Recorded")).Select(f => Path.GetFileName(f));

    // A transcript stands under its roles; what the application saw, under "observed", unless that says that there is none.
    private static IEnumerable<string> ManifestFiles =>
        from recording in Manifest.Plans
        from file in new[]
        {
            recording.Value.ContainsKey("daemon") ? recording.Key + ".jsonl" : null,
            recording.Value["observed"].IsMissing ? null : recording.Key + ".obs.json",
        }
        where file is not null
        select file;

    private static bool Exists(string test)
    {
        string[] names = test.Split('.');
        Type? type = typeof(ManifestTests).Assembly.GetTypes().SingleOrDefault(t => t.Name == names[0]);
        return type?.GetMethod(names[1])?.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0;
    }
}

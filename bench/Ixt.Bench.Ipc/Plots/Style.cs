namespace Ixt.Bench.Ipc;

/// <summary>The look of the page: one colour per family, for light and dark.</summary>
internal static class Style
{
    internal const string Sheet =
        """
        :root { color-scheme: light dark; --page: #ffffff; --ink: #1f2328; --soft: #59636e; --grid: #e4e7eb; --base: #8c959f; --card: #f6f8fa;
                --raw: #6e7781; --ixt: #0b63ce; --reference: #0a7d62; --dotnet: #bc4c00; --node: #8250df; --good: #1a7f37; --bad: #cf222e; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #0d1117; --ink: #e6edf3; --soft: #9198a1; --grid: #262c34; --base: #6e7681; --card: #151b23;
                  --raw: #9198a1; --ixt: #58a6ff; --reference: #3fb994; --dotnet: #f0883e; --node: #b58cf5; --good: #3fb950; --bad: #f85149; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 1240px; padding: 28px 24px 60px; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "Liberation Sans", sans-serif; }
        h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 38px 0 4px; } h3 { font-size: 15px; margin: 0 0 2px; }
        p { margin: 4px 0 12px; color: var(--soft); max-width: 90ch; }
        .grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(440px, 1fr)); gap: 16px; }
        .card { background: var(--card); border: 1px solid var(--grid); border-radius: 8px; padding: 12px 14px; overflow-x: auto; }
        .key { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 6px 0 12px; padding: 0; list-style: none; font-size: 13px; }
        .key span { display: inline-block; width: 11px; height: 11px; border-radius: 50%; margin-right: 6px; vertical-align: -1px; }
        svg { width: 100%; height: auto; display: block; }
        svg text { font: 12px system-ui, "Segoe UI", "Liberation Sans", sans-serif; fill: var(--ink); }
        svg .tick, svg .axis { fill: var(--soft); font-size: 11px; } svg .strong { font-weight: 600; }
        svg .value, td { font-variant-numeric: tabular-nums; }
        line { stroke-width: 1; } line.grid { stroke: var(--grid); } line.base { stroke: var(--base); }
        line.whisker { stroke: var(--ink); stroke-width: 1.5; opacity: .7; }
        .stem { stroke-width: 2; opacity: .3; } .range { stroke-width: 5; opacity: .35; stroke-linecap: round; } .leader { opacity: .45; }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round; } .pale { opacity: .3; }
        .raw { fill: var(--raw); stroke: var(--raw); } .ixt { fill: var(--ixt); stroke: var(--ixt); } .reference { fill: var(--reference); stroke: var(--reference); }
        .dotnet { fill: var(--dotnet); stroke: var(--dotnet); } .node { fill: var(--node); stroke: var(--node); }
        rect { stroke: none !important; } polyline { fill: none !important; } circle { stroke: var(--card) !important; stroke-width: 1; }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; } th, td { padding: 4px 10px; text-align: right; border-bottom: 1px solid var(--grid); white-space: nowrap; }
        th { color: var(--soft); font-weight: 600; } th:first-child, td:first-child, .left { text-align: left; } .met { color: var(--good); font-weight: 600; } .unmet { color: var(--bad); font-weight: 600; }
        """;

    /// <summary>The families in the order of the key.</summary>
    internal static IReadOnlyList<(Family Family, string Title)> Key { get; } =
    [
        (Family.Raw, "raw socket"), (Family.Ixt, "Ixt SDK for .NET"), (Family.Reference, "Ixt reference SDKs"), (Family.Dotnet, "other .NET libraries"), (Family.Node, "Node on both sides"),
    ];

    /// <summary>The class that colours a contestant.</summary>
    internal static string Of(Entry entry) => Of(entry.Family);

    internal static string Of(Family family) => family switch
    {
        Family.Raw => "raw",
        Family.Ixt => "ixt",
        Family.Reference => "reference",
        Family.Dotnet => "dotnet",
        _ => "node",
    };
}

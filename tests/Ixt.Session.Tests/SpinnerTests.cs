namespace Ixt.Session.Tests;

/// <summary>How long a reader looks before it sleeps.</summary>
public sealed class SpinnerTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMicroseconds(32);

    private readonly SteppingTime _time = new();
    private readonly SpinRoom _room = new(1);
    private readonly NeverThere _transport;
    private readonly Spinner _spinner;

    public SpinnerTests()
    {
        _transport = new NeverThere(_time);
        _spinner = new Spinner(_transport, s_limit, _room, 64, _time);
    }

    [Fact]
    public void A_look_in_vain_ends_at_its_limit() => Assert.InRange(Look(), 32, 33);

    [Fact]
    public void Bytes_that_come_during_a_look_are_read()
    {
        _transport.ComesAfter = 5;
        Assert.True(_spinner.TryRead(new byte[1], out int count));
        Assert.Equal((1, 5), (count, _transport.Looks));
    }

    [Fact]
    public void Long_waits_shorten_the_look_to_a_sixteenth_and_no_further()
    {
        List<int> looks = [];
        for (int i = 0; i < 7; i++)
        {
            looks.Add(Look());
            Wait(1000);
        }

        Assert.Equal([32, 16, 8, 4, 2, 2, 2], looks);
    }

    [Fact]
    public void A_wait_that_ended_soon_brings_the_whole_look_back()
    {
        for (int i = 0; i < 5; i++)
        {
            Look();
            Wait(1000);
        }

        Look();
        Wait(20);
        Assert.Equal(32, Look());
    }

    [Theory]
    [InlineData(48, 160)]
    [InlineData(64, 120)]
    [InlineData(80, 96)]
    public void Whole_looks_in_vain_become_rare_however_soon_the_waits_end(int round, int expected)
    {
        Spinner spinner = new(_transport, s_limit, _room, round, _time);
        int whole = 0;
        for (int i = 0; i < 960; i++)
        {
            whole += Look(spinner) == 32 ? 1 : 0;
            Wait(spinner, 60);
        }

        Assert.Equal(expected, whole);
    }

    [Fact]
    public void Two_ends_rarely_try_in_the_same_rhythm()
    {
        int[] rounds = [.. Enumerable.Range(0, 1000).Select(static _ => Spinner.NewRound())];
        Assert.All(rounds, static round => Assert.InRange(round, 48, 80));
        Assert.True(rounds.Distinct().Count() > 20);
    }

    [Fact]
    public void A_look_that_finds_something_makes_the_next_ones_whole_again()
    {
        for (int i = 0; i < 20; i++)
        {
            Look();
            Wait(60);
        }

        Assert.Equal(2, Look());
        Wait(60);
        _transport.ComesAfter = 1;
        Assert.True(_spinner.TryRead(new byte[1], out _));
        _transport.ComesAfter = int.MaxValue;
        Look();
        Wait(60);
        Assert.Equal(32, Look());
    }

    [Fact]
    public void Without_room_nobody_looks()
    {
        Assert.True(_room.TryEnter());
        Assert.Equal(0, Look());
        _room.Leave();
        Assert.Equal(32, Look());
    }

    // Microseconds, which are what each try of the transport takes here.
    private int Look() => Look(_spinner);

    private int Look(Spinner spinner)
    {
        _transport.Looks = 0;
        Assert.False(spinner.TryRead(new byte[1], out _));
        return _transport.Looks;
    }

    private void Wait(int micros) => Wait(_spinner, micros);

    private void Wait(Spinner spinner, int micros)
    {
        _time.Micros += micros;
        spinner.Waited();
    }

    private sealed class SteppingTime : TimeProvider
    {
        internal long Micros { get; set; }

        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => Micros;
    }

    private sealed class NeverThere(SteppingTime time) : Transport
    {
        public override string Name => "nothing";

        internal int ComesAfter { get; set; } = int.MaxValue;

        internal int Looks { get; set; }

        public override bool TryRead(Span<byte> buffer, out int count)
        {
            time.Micros++;
            count = 1;
            return ++Looks >= ComesAfter;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask CompleteWritesAsync() => throw new NotSupportedException();

        public override ValueTask DisposeAsync() => throw new NotSupportedException();
    }
}

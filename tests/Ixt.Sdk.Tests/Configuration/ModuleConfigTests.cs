using System.Text.Json;

namespace Ixt.Sdk.Tests;

public sealed class ModuleConfigTests
{
    private static readonly ModuleConfig s_config = new(Json.Parse(
        "{'text':'t','empty':'','int':7,'long':9007199254740993,'big':1e400,'real':2.5,'yes':true,'no':false,'nothing':null,'section':{'deep':{'port':8080}},'list':[1]}"));

    [Fact]
    public void Present_values_are_read_as_their_kind()
    {
        Assert.Equal("t", s_config.GetString("text", "d"));
        Assert.Equal("", s_config.GetString("empty", "d"));
        Assert.Equal(7, s_config.GetInt32("int", 1));
        Assert.Equal(9007199254740993, s_config.GetInt64("long", 1));
        Assert.Equal(2.5, s_config.GetDouble("real", 1));
        Assert.Equal(7, s_config.GetDouble("int", 1));
        Assert.True(s_config.GetBoolean("yes", false));
        Assert.False(s_config.GetBoolean("no", true));
        Assert.Equal(8080, s_config.GetSection("section").GetSection("deep").GetRequiredInt32("port"));
        Assert.True(s_config.TryGet("list", out JsonElement list));
        Assert.Equal(1, list.GetArrayLength());
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("nothing")]
    public void Absent_and_null_values_yield_the_default(string key)
    {
        Assert.Equal("sqlite://data.db", s_config.GetString(key, "sqlite://data.db"));
        Assert.Equal(-3, s_config.GetInt32(key, -3));
        Assert.Equal(-3L, s_config.GetInt64(key, -3));
        Assert.Equal(0.5, s_config.GetDouble(key, 0.5));
        Assert.True(s_config.GetBoolean(key, true));
        Assert.Equal(TimeSpan.FromSeconds(3), s_config.GetTimeSpan(key, TimeSpan.FromSeconds(3)));
        Assert.Null(s_config.GetTimeSpan(key));
        Assert.False(s_config.Has(key));
        Assert.False(s_config.GetSection(key).Has("anything"));
    }

    [Fact]
    public void An_integer_is_one_however_it_is_written()
    {
        ModuleConfig config = new(Json.Parse("{'a':30.0,'b':3e1,'c':-0,'d':9007199254740991.0,'e':9007199254740993.0,'f':9223372036854775807,'g':1e19,'h':2147483648.0}"));
        Assert.Equal(30, config.GetRequiredInt32("a"));
        Assert.Equal(30, config.GetRequiredInt64("b"));
        Assert.Equal(0, config.GetRequiredInt32("c"));
        Assert.Equal(9007199254740991, config.GetRequiredInt64("d"));
        Assert.Equal(long.MaxValue, config.GetRequiredInt64("f"));
        Assert.Throws<ModuleConfigException>(() => config.GetRequiredInt64("e"));
        Assert.Throws<ModuleConfigException>(() => config.GetRequiredInt64("g"));
        Assert.Throws<ModuleConfigException>(() => config.GetRequiredInt32("h"));
    }

    [Fact]
    public void A_number_past_the_largest_double_is_no_number() =>
        AssertNames("big", "must be a number, but is the number 1e400.", c => c.GetDouble("big", 1));

    [Fact]
    public void A_value_of_another_kind_is_an_error_that_names_the_key()
    {
        AssertNames("text", "The configuration key \"text\" must be a 32-bit integer, but is a string.", c => c.GetInt32("text", 1));
        AssertNames("long", "must be a 32-bit integer, but is the number 9007199254740993.", c => c.GetInt32("long", 1));
        AssertNames("real", "must be a 64-bit integer", c => c.GetInt64("real", 1));
        AssertNames("yes", "must be a string, but is true.", c => c.GetString("yes", ""));
        AssertNames("int", "must be true or false", c => c.GetBoolean("int", true));
        AssertNames("list", "must be an object, but is an array.", c => c.GetSection("list"));
        AssertNames("text", "must be a span of time", c => c.GetTimeSpan("text"));
        AssertNames("section.deep.port", "must be a string", c => c.GetSection("section").GetSection("deep").GetString("port", ""));
    }

    [Fact]
    public void A_wrong_text_is_not_repeated_in_the_error()
    {
        ModuleConfig config = new(Json.Parse("{'token':'s3cret'}"));
        Assert.DoesNotContain("s3cret", Assert.Throws<ModuleConfigException>(() => config.GetInt32("token", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_value_that_is_absent_is_an_error_that_names_the_key()
    {
        AssertNames("url", "The configuration key \"url\" is required (a string) and was not given.", c => c.GetRequiredString("url"));
        AssertNames("nothing", "is required", c => c.GetRequiredInt32("nothing"));
        AssertNames("x", "is required", c => c.GetRequiredInt64("x"));
        AssertNames("x", "is required", c => c.GetRequiredDouble("x"));
        AssertNames("x", "is required", c => c.GetRequiredBoolean("x"));
        AssertNames("x", "is required", c => c.GetRequiredTimeSpan("x"));
        AssertNames("section.x", "is required", c => c.GetSection("section").GetRequiredSection("x"));
    }

    [Theory]
    [InlineData("250", 250)]
    [InlineData("0.5", 0.5)]
    [InlineData("'250ms'", 250)]
    [InlineData("'1.5s'", 1_500)]
    [InlineData("'2m'", 120_000)]
    [InlineData("'1h'", 3_600_000)]
    [InlineData("'7d'", 604_800_000)]
    [InlineData("'00:00:30'", 30_000)]
    [InlineData("'1.02:00:00'", 93_600_000)]
    public void Spans_of_time_are_milliseconds_or_texts_with_a_unit(string json, double milliseconds)
    {
        ModuleConfig config = new(Json.Parse($"{{'t':{json}}}"));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), config.GetRequiredTimeSpan("t"));
    }

    [Theory]
    [InlineData("'30'")]
    [InlineData("'s'")]
    [InlineData("''")]
    [InlineData("'5 s'")]
    [InlineData("'1,5s'")]
    [InlineData("'1e9d'")]
    [InlineData("'99999999999999d'")]
    [InlineData("1e300")]
    [InlineData("true")]
    public void Anything_else_is_no_span_of_time(string json)
    {
        ModuleConfig config = new(Json.Parse($"{{'t':{json}}}"));
        Assert.Equal("t", Assert.Throws<ModuleConfigException>(() => config.GetRequiredTimeSpan("t")).Key);
    }

    [Fact]
    public void Settings_are_bound_by_a_source_generated_contract()
    {
        ModuleConfig config = new(Json.Parse("{'database_url':'pg://x','retries':3,'unknown':[]}"));
        TestSettings settings = config.Bind(TestJsonContext.Default.TestSettings);
        Assert.Equal(new TestSettings { DatabaseUrl = "pg://x", Retries = 3 }, settings);
    }

    [Fact]
    public void A_value_of_any_type_is_read_by_its_contract_and_a_fault_names_its_place()
    {
        ModuleConfig config = new(Json.Parse("{'ports':[80,443],'wrong':[80,'x'],'sub':{'text':'t'},'nothing':null}"));
        Assert.Equal([80, 443], config.Get("ports", [1], TestJsonContext.Default.Int32Array));
        Assert.Equal([1], config.Get("absent", [1], TestJsonContext.Default.Int32Array));
        Assert.Equal([1], config.Get("nothing", [1], TestJsonContext.Default.Int32Array));
        Assert.Equal([80, 443], config.GetRequired("ports", TestJsonContext.Default.Int32Array));
        Assert.Equal("absent", Assert.Throws<ModuleConfigException>(() => config.GetRequired("absent", TestJsonContext.Default.Int32Array)).Key);
        Assert.Equal("wrong[1]", Assert.Throws<ModuleConfigException>(() => config.Get("wrong", [], TestJsonContext.Default.Int32Array)).Key);
        Assert.Equal("sub.text", Assert.Throws<ModuleConfigException>(() => config.GetSection("sub").GetRequired("text", TestJsonContext.Default.Int32Array)).Key);
    }

    [Fact]
    public void Binding_without_a_required_member_is_an_error_that_names_it()
    {
        ModuleConfigException e = Assert.Throws<ModuleConfigException>(() => ModuleConfig.Empty.Bind(TestJsonContext.Default.TestSettings));
        Assert.Contains("database_url", e.Message, StringComparison.Ordinal);
        Assert.Contains("TestSettings", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Binding_a_value_of_another_kind_names_the_key()
    {
        ModuleConfig config = new(Json.Parse("{'sub':{'database_url':'x','retries':'many'}}"));
        ModuleConfigException e = Assert.Throws<ModuleConfigException>(() => config.GetSection("sub").Bind(TestJsonContext.Default.TestSettings));
        Assert.Equal("sub.retries", e.Key);
    }

    [Fact]
    public void Only_an_object_is_a_configuration() => Assert.Throws<ArgumentException>(() => new ModuleConfig(Json.Parse("[]")));

    private static void AssertNames(string key, string message, Action<ModuleConfig> read)
    {
        ModuleConfigException e = Assert.Throws<ModuleConfigException>(() => read(s_config));
        Assert.Equal(key, e.Key);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{key}\"", e.Message, StringComparison.Ordinal);
    }
}

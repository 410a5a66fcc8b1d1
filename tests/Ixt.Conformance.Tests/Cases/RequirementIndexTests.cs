using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Tests.Cases;

public sealed class RequirementIndexTests
{
    private const string Prose = """
        # The protocol
        ## 3. Framing
        Words without an anchor MUST NOT count.
        - **IXT-FRM-001** *(module, ecosystem)* A module MUST understand both framings.
        - **IXT-FRM-002** *(both, decided)* A sender SHOULD be kind.
        ## 4. Envelope
        - **IXT-ENV-001** *(runtime, readme)* A receiver MAY answer `"$x"`.
        """;

    [Fact]
    public void A_requirement_has_its_id_role_provenance_level_sentence_and_section()
    {
        RequirementIndex index = RequirementIndex.Parse(Prose);

        Assert.Equal(3, index.All.Count);
        Assert.Equal(
            new Requirement("IXT-FRM-001", "module", "ecosystem", RequirementLevel.Must, "A module MUST understand both framings.", "3. Framing"),
            index.Find("IXT-FRM-001"));
        Assert.Equal(RequirementLevel.Should, index.Find("IXT-FRM-002")!.Level);
        Assert.Equal(RequirementLevel.May, index.Find("IXT-ENV-001")!.Level);
        Assert.Equal("4. Envelope", index.Find("IXT-ENV-001")!.Section);
    }

    [Fact]
    public void What_binds_only_the_runtime_does_not_bind_modules()
    {
        RequirementIndex index = RequirementIndex.Parse(Prose);

        Assert.True(index.Find("IXT-FRM-002")!.BindsModules);
        Assert.False(index.Find("IXT-ENV-001")!.BindsModules);
    }

    [Fact]
    public void An_id_that_stands_twice_is_a_fault_of_the_suite()
    {
        string twice = Prose + "\n- **IXT-FRM-001** *(module, decided)* It MUST not stand twice.";

        Assert.Contains("IXT-FRM-001", Assert.Throws<SuiteFaultException>(() => RequirementIndex.Parse(twice)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_without_a_key_word_is_a_fault_of_the_suite()
    {
        Assert.Throws<SuiteFaultException>(() => RequirementIndex.Parse("- **IXT-FRM-009** *(module, decided)* A module must be careful."));
    }
}

using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Policies;

public sealed class DefinitionsTests
{
    [Fact]
    public void An_id_that_is_not_there_is_named_with_its_kind_and_the_nearest_that_is()
    {
        var policy = Given.QetPolicy;
        AssertSaid("There is no behaviour `abusive-mesage`. Did you mean `abusive-message`?", policy.Behaviours, "abusive-mesage");
        AssertSaid("There is no fact `on-sit`. Did you mean `on-site`?", policy.Facts, "on-sit");
        AssertSaid("There is no step `gather-infromation`. Did you mean `gather-information`?", policy.Steps, "gather-infromation");
        AssertSaid("There is no response `warning`. Did you mean `warning-letter`?", policy.Responses, "warning");
        AssertSaid("There is no role `CEO`. Did you mean `ceo`?", policy.Roles, "CEO");
        AssertSaid("There is no setting `act-witin`. Did you mean `act-within`?", policy.Settings, "act-witin");
    }

    [Fact]
    public void Where_none_is_near_all_are_named_or_counted()
    {
        AssertSaid("There is no timescale `complaint`. Choose from `general-communication`.", Given.QetPolicy.Timescales, "complaint");
        AssertSaid("There is no timescale `complaint`. The file defines none yet.", Given.ThrivePolicy.Timescales, "complaint");
        AssertSaid("There is no clause `zz`. There are 66 to choose from, from `1.aspiration` to `6.warning-letter`.", Given.QetPolicy.Clauses, "zz");
    }

    private static void AssertSaid<T>(string expected, Definitions<T> definitions, string id)
        where T : Definition => Assert.Equal(expected, Assert.Throws<KeyNotFoundException>(() => definitions[id]).Message);
}

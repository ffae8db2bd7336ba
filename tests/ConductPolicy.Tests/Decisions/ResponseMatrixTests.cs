using ConductPolicy.Decisions;

namespace ConductPolicy.Tests.Decisions;

public sealed class ResponseMatrixTests
{
    [Theory]
    [InlineData("smoking", "meeting warning-letter single-contact")]
    [InlineData("shouting", "meeting warning-letter single-contact ban")]
    [InlineData("threat-of-harm", "meeting warning-letter single-contact ban")]
    public void Behaviours_map_to_the_rungs_that_some_case_permits(string behaviour, string rungs) => Assert.Equal(
        rungs.Split(' '),
        Given.QetPolicy.ResponsesFor(behaviour).Where(item => !item.Response.IsImmediate).Select(item => item.Response.Id));

    [Theory]
    [InlineData("abusive-message", true)]
    [InlineData("offensive-language", true)]
    [InlineData("smoking", false)]
    public void Leaving_a_message_unanswered_is_for_abuse(string behaviour, bool isPossible) =>
        Assert.Equal(isPossible, Given.QetPolicy.ResponsesFor(behaviour).Any(item => item.Response.Id == "no-reply"));

    [Fact]
    public void A_bar_is_reached_from_what_is_serious_by_itself()
    {
        var policy = Given.ThrivePolicy;
        var barred = policy.Behaviours.Where(behaviour => policy.ResponsesFor(behaviour.Id).Any(item => item.Response.Id == "bar-provisional"));
        Assert.Equal(policy.Behaviours.Where(behaviour => behaviour.Seriousness is "high" or "severe"), barred);
    }

    [Fact]
    public void What_a_ban_takes_is_said_in_words()
    {
        var ban = Given.QetPolicy.ResponsesFor("aggression").Single(item => item.Response.Id == "ban");
        Assert.Equal(["consult the CEO", "consult the chair of governors"], ban.Approvals);
        Assert.Equal(2, ban.ComesFirst.Count);
    }

    [Fact]
    public void An_unknown_behaviour_is_named() => Assert.Equal(
        "There is no behaviour `smokin`. Did you mean `smoking`?", Assert.Throws<KeyNotFoundException>(() => Given.QetPolicy.ResponsesFor("smokin")).Message);
}

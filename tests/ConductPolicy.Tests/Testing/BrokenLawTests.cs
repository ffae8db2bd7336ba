using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Testing;

/// <summary>Each law of the package, applied to what is broken in the way that the law speaks of: it does not hold, and says so readably.</summary>
public sealed class BrokenLawTests
{
    private const int Cases = 1_000;
    private static readonly DecisionEngine s_engine = new(Given.QetPolicy);

    /// <summary>What each law is held against, broken on purpose, and words of what is then said.</summary>
    private static readonly Dictionary<string, (Func<LawSubject> Broken, string Said)> s_broken = new()
    {
        ["out-of-scope"] = (() => Deciding((decision, _) => decision.Scope == ScopeVerdict.Out ? decision with { Required = [new(RequiredKind.Step, "gather-information", "Gather", ["6.gather"])] } : decision), "is out of scope, and this is required: gather-information."),
        ["unknown-answered"] = (() => Deciding((decision, _) => Turned(decision, ResponseStatus.Unknown, ResponseStatus.NotApplicable)), "was NotApplicable; with `"),
        ["approval-given"] = (() => Deciding((decision, given) => given.Events.Any(item => item is ApprovalRecorded) ? Turned(decision, ResponseStatus.Permitted, ResponseStatus.TooEarly) : decision), "for `ban` on record, it is TooEarly."),
        ["approvals-awaited"] = (() => Deciding(AlwaysAwaiting), "still waits for a Consult of `"),
        ["safeguards"] = (() => Deciding((decision, _) => Turned(decision, ResponseStatus.AwaitingApproval, ResponseStatus.Permitted)), "`ban` is Permitted, and the exception of safeguard `"),
        ["clauses-cited"] = (() => Deciding((decision, _) => Changed(decision, item => item with { Reasons = [.. item.Reasons.Select(reason => reason with { Clauses = ["6.bans"] })] })), "cites `6.bans`, which the policy does not have."),
        ["questions-asked"] = (() => Deciding((decision, _) => decision with { Ask = [] }), "is Unknown, and what it lacks is not all asked: "),
        ["order-of-events"] = (() => Deciding((decision, given) => given.Events.Count > 1 && given.Events[0].On > given.Events[^1].On ? decision with { Awaited = ["e1"] } : decision), "is decided otherwise with the events of "),
        ["order-of-rules"] = (() => Deciding((decision, _) => decision with { Ask = [.. decision.Ask.OrderBy(question => decision.Policy.Facts.IndexOf(question.Fact))] }), "with the definitions of the rule set and the facts of the case listed the other way round."),
        ["later-events"] = (() => Deciding((decision, given) => given.Events.Any(item => item.On > decision.AsOf) ? decision with { Next = ["ban"] } : decision), "with what is dated after the day of the decision on record."),
        ["decided-again"] = (Forgetful, "is decided otherwise the second time."),
        ["audit-of-permitted-acts"] = (() => new LawSubject(s_engine) { Audit = FindsFaultWithAll }, "is found to be `taken-too-early`: It was done. It was to wait."),
        ["case-written"] = (() => new LawSubject(s_engine) { WriteCase = given => CaseFile.Write(given with { Facts = [] }) }, "The case that was written loads as another one"),
        ["policy-written"] = (() => new LawSubject(s_engine) { WritePolicy = policy => PolicyFile.Write(policy with { Considerations = new([]) }) }, "loads as one whose Considerations differ."),
        ["rules-mutated"] = (() => new LawSubject(s_engine) { ReadPolicy = text => PolicyFile.Parse(text[..(text.LastIndexOf("\n}", StringComparison.Ordinal) + 2)].Length < 60_000 ? throw new InvalidOperationException("It ends too soon.") : text) }, "InvalidOperationException: It ends too soon."),
    };

    public static TheoryData<string> Laws => [.. PolicyLaws.All.Select(law => law.Name)];

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_law_does_not_hold_of_what_is_broken_and_says_in_what_with_the_smallest_that_was_found(string name)
    {
        var law = PolicyLaws.All.Single(law => law.Name == name);
        var (broken, said) = s_broken[name];
        var subject = broken();
        var error = Assert.Throws<PolicyLawException>(() => law.Check(subject, Cases));
        Assert.Same(law, error.Law);
        Assert.Contains(said, error.Found, StringComparison.Ordinal);
        Assert.StartsWith($"The law `{name}` does not hold of `qet`: {law.Statement}\n{error.Found}\nThe smallest that was found:\n{error.Counterexample.TrimEnd()}\n", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"To try it again: PolicyLaws.Check(policy, \"{name}\", replay: \"{error.Replay}\")", error.Message, StringComparison.Ordinal);

        // The case that it began with is the first to be tried again.
        var again = Assert.Throws<PolicyLawException>(() => law.Check(broken(), 1, error.Replay));
        Assert.Contains(said, again.Found, StringComparison.Ordinal);
        Assert.Equal(error.Counterexample, again.Counterexample);
    }

    [Fact]
    public void The_smallest_case_has_nothing_that_does_not_matter()
    {
        var error = Assert.Throws<PolicyLawException>(() => PolicyLaws.All.Single(law => law.Name == "out-of-scope").Check(s_broken["out-of-scope"].Broken(), Cases));
        var given = CaseFile.Parse(error.Counterexample, Given.QetPolicy);
        var incident = Assert.Single(given.Incidents);
        Assert.Empty(incident.Behaviours);
        Assert.All(given.Events, item => Assert.IsType<FactsLearnt>(item));
        Assert.Equal("person", Assert.Single(given.Facts.Concat(incident.Facts).Concat(given.Events.OfType<FactsLearnt>().SelectMany(learnt => learnt.Facts))).Fact);
    }

    /// <summary>Rules, and not only what decides by them, can break a law: these declare a safeguard that they do not keep.</summary>
    [Fact]
    public void Rules_that_skip_their_own_safeguard_do_not_keep_the_laws()
    {
        var error = Assert.Throws<PolicyLawException>(() => PolicyLaws.Check(WithoutConsultations, "safeguards", 5_000));
        Assert.Contains("`ban` is Permitted", error.Message, StringComparison.Ordinal);
    }

    /// <summary>QET's rules, but that nobody is consulted before a ban.</summary>
    internal static Policy WithoutConsultations => Given.QetPolicy with
    {
        Responses = new(Given.QetPolicy.Responses.Select(response => response.Id == "ban" ? response with { Approvals = [] } : response).ToValueList()),
    };

    private static LawSubject Deciding(Func<Decision, ConductCase, Decision> alter) => new(s_engine, policy =>
    {
        var engine = new DecisionEngine(policy);
        return (given, incident, asOf) => alter(engine.Decide(given, incident, asOf), given);
    });

    private static Decision Changed(Decision decision, Func<ResponseDecision, ResponseDecision> change) => decision with { Responses = [.. decision.Responses.Select(change)] };

    private static Decision Turned(Decision decision, ResponseStatus from, ResponseStatus to) => Changed(decision, item => item.Status == from ? item with { Status = to } : item);

    private static Decision AlwaysAwaiting(Decision decision, ConductCase given) => Changed(decision, item => item.Status == ResponseStatus.Permitted && item.Response.Approvals is [var asked, ..]
        ? item with { Status = ResponseStatus.AwaitingApproval, Missing = [new MissingApproval(asked.Act, asked.Role)] }
        : item);

    private static LawSubject Forgetful()
    {
        var asked = 0;
        return Deciding((decision, _) => decision with { Awaited = asked++ % 2 == 0 ? ["e1"] : ["e2"] });
    }

    private static AuditReport FindsFaultWithAll(ConductCase given) => new CaseAudit(s_engine).Audit(given) with
    {
        Findings = given.Events.OfType<ResponseTaken>().Select(taken => new AuditFinding
        {
            Code = FindingCode.TakenTooEarly,
            Event = taken.Id,
            Incident = taken.Incident,
            On = taken.On,
            Force = ClauseForce.Will,
            Basis = Basis.Stated,
            Clauses = ["6.gather"],
            Did = "It was done.",
            Asked = "It was to wait.",
        }).ToValueList(),
    };
}

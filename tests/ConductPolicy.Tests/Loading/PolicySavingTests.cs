using ConductPolicy.Calendars;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Outcome = ConductPolicy.Conditions.Outcome;

namespace ConductPolicy.Tests.Loading;

public sealed class PolicySavingTests
{
    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_shipped_policy_is_saved_whole(string id) => LoadsAsSaved(ShippedPolicies.Load(id));

    [Fact]
    public void What_no_shipped_policy_holds_is_saved_too()
    {
        var (four, term) = (new Setting { Id = "four", Why = "w", Count = 4 }, new Setting { Id = "term", Why = "w", Length = new(2, LengthUnit.Months, MonthRounding.Up) });
        var qet = ShippedPolicies.Load("qet");
        Condition[] conditions =
        [
            new NotCondition(new FlagCondition("on-site")),
            new CountCondition("complaints", new(7, null)),
            new CountCondition("complaints", new(4, "four")),
            new BehaviourCondition("smoking", Finding.NotEstablished),
            new TakenCondition(["meeting"], null, Outcome.Unreachable, new(1, null), new(new(10, LengthUnit.Days, MonthRounding.None), null), OfCase: true),
            new TakenCondition(["meeting", "ban"], null, null, new(4, "four"), new(term.Length!, "term"), OfCase: false),
            new TakenCondition(["ban"], "bar", null, new(2, null), null, OfCase: false),
            new RepresentationsCondition(RepresentationsState.PeriodOver, "ban"),
            new NotifiedCondition("ban"),
            new InForceCondition("ban"),
        ];
        var all = new CitedCondition(new AllCondition([.. conditions]), ["6.ban"], "\"Quoted\" \\ é 😀");
        LoadsAsSaved(qet with
        {
            IsAdopted = false,
            Document = qet.Document with { Version = "2", Clauses = ["1.equity"] },
            InForce = new(new(2024, 9, 1), new(2025, 8, 31), ["2.aims"], null),
            Related = [],
            Settings = new(
            [
                .. qet.Settings, four, term,
                new Setting { Id = WellKnownSettings.ClosingTime, Why = "w", Time = new LocalTime(16, 0, 30) },
                new Setting { Id = "bar-maximum-length", Why = "w", Length = new(3, LengthUnit.HalfTerms, MonthRounding.None) },
                new Setting { Id = "a-word", Why = "w", Word = "a-value" },
                new Setting { Id = "a-flag", Why = "w", Flag = true },
            ]),
            Steps = new([.. qet.Steps.Select(step => step with { IsRequired = false, After = new FlagCondition("criminal") })]),
            Responses = new([.. qet.Responses.Select(response => response.Id != "ban" ? response : response with
            {
                IsDuty = true,
                When = all,
                ReplacesLadderAfter = true,
                Approvals = [.. response.Approvals, new(ApprovalAct.Approve, "governors", new NotifiedCondition("ban"), ["6.ban"], "r")],
                Notice = new(null, [], ["6.ban"], null),
                Bar = new(false, null, new(["ceo"], ["email"], ["6.ban"], null), new(["6.ban"], "r"), ["6.ban.time-limited"], null) { Representations = new(["6.ban"], "r") },
            })]),
            Ladder = qet.Ladder with { When = new AnyCondition([new SeriousnessCondition("high"), new FlagCondition("criminal")]), After = null },
            Timescales = new([new() { Id = "enquiry", Label = "l", Clauses = ["6.ban"], WorkingDays = new(4, "four"), IsFromMessage = true }]),
            Safeguards = new([new() { Id = "never-at-all", Clauses = ["6.ban.last-resort", "6.ban.review", "6.then-may"], Response = "ban" }]),
            Clauses = new([.. qet.Clauses.Select(clause => clause with { Kind = ClauseKind.Value, Covers = clause.Covers ?? "c" })]),
        });
    }

    [Fact]
    public void Every_generated_policy_loads_as_it_was_saved() => Prop.ForAll(PolicyArbitrary.Drawn, LoadsAsSaved)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(1_000)).WithQuietOnSuccess(true));

    /// <summary>A law: whatever a policy holds, its text loads to an equal policy without an error, and is in the canonical layout.</summary>
    internal static void LoadsAsSaved(Policy policy)
    {
        var text = PolicyFile.Write(policy);
        var loaded = PolicyFile.Parse(text);
        Assert.Equal(policy, loaded with { Content = policy.Content });
        Assert.Equal(text, JsonLayout.Format(text));
        Assert.Equal(text, PolicyFile.Write(loaded));
    }
}

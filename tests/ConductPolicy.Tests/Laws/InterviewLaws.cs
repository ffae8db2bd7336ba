using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Model;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Laws;

/// <summary>What holds for every interview about a case of both policies, whatever is answered.</summary>
public sealed class InterviewLaws
{
    private const int Cases = 1_000;

    public static TheoryData<string> Policies => [.. ConductPolicy.Loading.ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_question_asks_what_is_unknown_once_and_has_an_answer_that_changes_a_status(string id)
    {
        var asked = new HashSet<string>();
        Holds(id, Cases, (interview, isFirst) =>
        {
            if (isFirst)
            {
                asked.Clear();
            }

            var question = interview.Next!;
            Assert.True(asked.Add(question.Fact.Id));
            Assert.Contains(question.Fact.Id, Unknown(interview).Select(fact => fact.Id));
            Assert.True(question.IsTriedOut);
            Assert.NotEmpty(question.Responses);
            Assert.NotEmpty(ChangedByAnAnswer(interview).Take(1));
        });
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_responses_named_are_those_that_some_answer_changes(string id) => Holds(id, Cases / 5, (interview, _) =>
    {
        if (Unknown(interview).Count() <= 3)
        {
            var changed = ChangedByAnAnswer(interview).ToHashSet();
            Assert.Equal(interview.Decision.Policy.Responses.Ids.Where(changed.Contains), interview.Next!.Responses.Select(response => response.Id));
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void Where_no_question_is_left_no_answer_changes_a_status_and_the_saved_case_decides_the_same(string id) => Holds(id, Cases, (_, _) => { }, ended =>
    {
        Assert.All(Completions(ended, []).Take(60), answers => Assert.Empty(Changed(ended, [], answers)));
        var policy = ended.Decision.Policy;
        var read = CaseFile.Parse(CaseFile.Write(ended.Case), policy);
        Assert.Equal(ended.Case, read);
        Assert.Equal(ended.Decision.ToJson(), new DecisionEngine(policy).Decide(read, ended.Decision.Incident.Id).ToJson());
    });

    private static void Holds(string id, int cases, Action<Interview, bool> atEachQuestion, Action<Interview>? atTheEnd = null)
    {
        var engine = new DecisionEngine(ConductPolicy.Loading.ShippedPolicies.Load(id));
        var given = from one in CaseArbitrary.DecidableFor(engine.Policy).Generator from seeds in Gen.ArrayOf(Gen.Choose(0, 9_999), engine.Policy.Facts.Count) select (one, seeds);
        var shrinking = Arb.From(given, pair => CaseArbitrary.DecidableFor(engine.Policy).Shrinker(pair.one).Select(smaller => (smaller, pair.seeds)));
        Prop.ForAll(shrinking, pair =>
        {
            var (one, seeds) = pair;
            var interview = new Interview(engine, one, one.Incidents[seeds[0] % one.Incidents.Count].Id);
            for (var i = 0; interview.Next is { } question; i++)
            {
                Assert.True(i < seeds.Length, "the interview has not ended");
                atEachQuestion(interview, i == 0);
                var answers = Answers(question.Fact, interview).Select(answer => answer.Value).Append(FactValue.Unknown).ToList();
                interview = interview.Answer(answers[seeds[i] % answers.Count]);
            }

            atTheEnd?.Invoke(interview);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithQuietOnSuccess(true));
    }

    private static IEnumerable<FactAnswer> Answers(Fact fact, Interview interview) =>
        PossibleAnswers.ToAll(interview.Decision.Policy)[interview.Decision.Policy.Facts.IndexOf(fact.Id)].Select(value => new FactAnswer(fact.Id, value));

    private static IEnumerable<Fact> Unknown(Interview interview)
    {
        var decision = interview.Decision;
        var record = new NaiveRecord(decision.Policy, interview.Case, decision.Incident, decision.AsOf);
        return decision.Policy.Facts.Where(fact => !record.Answer(fact.Id).IsKnown && !interview.NotKnown.Contains(fact.Id));
    }

    // Every way to answer the facts that are open, or to leave them open; single answers first.
    private static IEnumerable<ValueList<FactAnswer>> Completions(Interview interview, string[] without)
    {
        var open = Unknown(interview).Where(fact => !without.Contains(fact.Id)).ToList();
        return Enumerable.Range(0, open.Count + 1).SelectMany(size => Choose(size, 0));

        IEnumerable<ValueList<FactAnswer>> Choose(int size, int from) => size == 0
            ? [[]]
            : Enumerable.Range(from, open.Count - from).SelectMany(i => Answers(open[i], interview).SelectMany(answer => Choose(size - 1, i + 1).Select(rest => (ValueList<FactAnswer>)[answer, .. rest])));
    }

    // The responses that an answer to the question changes, for some answers to the others.
    private static IEnumerable<string> ChangedByAnAnswer(Interview interview)
    {
        var asked = interview.Next!.Fact;
        return Completions(interview, [asked.Id]).SelectMany(answers => Answers(asked, interview).SelectMany(answer => Changed(interview, answers, [.. answers, answer])));
    }

    private static IEnumerable<string> Changed(Interview interview, ValueList<FactAnswer> before, ValueList<FactAnswer> after) =>
        Decided(interview, before).Responses.Zip(Decided(interview, after).Responses).Where(pair => pair.First.Status != pair.Second.Status).Select(pair => pair.First.Response.Id);

    private static Decision Decided(Interview interview, ValueList<FactAnswer> answers) => answers.Count == 0 ? interview.Decision : new DecisionEngine(interview.Decision.Policy).Decide(
        interview.Case.WithLearnt(interview.Decision.Incident.Id, interview.Decision.AsOf, answers), interview.Decision.Incident.Id);
}

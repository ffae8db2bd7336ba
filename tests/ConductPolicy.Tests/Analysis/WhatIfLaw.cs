using ConductPolicy.Analysis;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using ConductPolicy.Testing;
using NodaTime;

namespace ConductPolicy.Tests.Analysis;

/// <summary>The smallest sets of changes to a case, held against bringing on everything that can come, one after another, and deciding each time.</summary>
internal sealed class WhatIfLaw
{
    private readonly DecisionEngine _engine;
    private readonly Policy _policy;
    private readonly Response _response;
    private readonly bool _isPermitting;
    private readonly List<string[]> _found = [];

    private WhatIfLaw(DecisionEngine engine, Response response, bool isPermitting)
    {
        _engine = engine;
        _policy = engine.Policy;
        _response = response;
        _isPermitting = isPermitting;
    }

    /// <summary>How many sets were compared, on a case and a response of the policy.</summary>
    public static int Agrees(Policy policy, ConductCase given, int pick)
    {
        var engine = new DecisionEngine(policy);
        var response = policy.Responses[pick / 7 % policy.Responses.Count];
        var found = WhatIf.Of(engine, given, response.Id, "i1");
        Assert.Equal(engine.Decide(given, "i1")[response.Id].Status, found.Status);
        var depth = pick % 10 == 0 ? 3 : 2;
        return new WhatIfLaw(engine, response, isPermitting: true).Agrees(given, found.Permitting, depth)
            + new WhatIfLaw(engine, response, isPermitting: false).Agrees(given, found.RulingOut, depth);
    }

    private int Agrees(ConductCase given, ChangeSets sets, int depth)
    {
        Assert.Equal(IsWanted(given), sets.IsAlready);
        Assert.All(sets.Sets, set => Assert.True(IsWanted(set.Case), CaseFile.Write(set.Case)));
        var before = CitedIn(given);
        foreach (var set in sets.Sets)
        {
            var cited = before.Union(CitedIn(set.Case)).ToHashSet();
            Assert.All(set.Changes, change => Assert.True(
                (change.Clauses.Count > 0 || change.Kind == ChangeKind.Wait || cited.Count == 0) && change.Clauses.All(cited.Contains),
                $"{_response.Id}, {_isPermitting}: {change.Text} cites {string.Join(", ", change.Clauses)} of\n{CaseFile.Write(given)}{PolicyOf()}"));
        }

        if (sets.IsAlready)
        {
            Assert.Empty(sets.Sets);
            return 0;
        }

        Search([(given, [], -1)], depth);

        // Where there are more than are given, the longest of them are not all.
        var most = sets.MayBeMore && sets.Sets.Count == WhatIf.UsualSets ? Math.Min(depth, sets.Sets[^1].Changes.Count - 1) : depth;
        var expected = _found.Where(set => set.Length <= most).ToList();
        var actual = sets.Sets.Where(set => set.Changes.Count <= most && set.Changes.All(change => change.Kind != ChangeKind.Wait)).SelectMany(LabelsOf).ToList();
        Assert.All(actual, set => Assert.True(expected.Exists(other => other.SequenceEqual(set)), $"{_response.Id}, {_isPermitting}: {string.Join(", ", set)} is no smallest set of\n{CaseFile.Write(given)}{PolicyOf()}"));
        Assert.All(expected, set => Assert.True(
            actual.Exists(other => other.SequenceEqual(set) || other.SequenceEqual(AsEnded(set))), $"{_response.Id}, {_isPermitting}: {string.Join(", ", set)} is missing of\n{CaseFile.Write(given)}{PolicyOf()}"));
        return actual.Count;
    }

    // What a decision cites of the response and of what is said of the behaviours.
    private IEnumerable<string> CitedIn(ConductCase given)
    {
        var decision = _engine.Decide(given, "i1");
        return decision[_response.Id].Reasons.Concat(decision.Behaviours.SelectMany(item => item.Reasons)).SelectMany(reason => reason.Clauses);
    }

    private string PolicyOf() => Laws.PolicyText.Of(_policy);

    // Where there is nothing to start afresh, what is lifted has come to its end and no more.
    private static string[] AsEnded(string[] set) => [.. set.Select(change => change.Replace("lift ", "end ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private bool IsWanted(ConductCase given)
    {
        var statuses = new ResponseStatus[_policy.Responses.Count];
        _engine.Prepare(given, "i1").Statuses(statuses);
        var status = statuses[_policy.Responses.IndexOf(_response.Id)];
        return _isPermitting ? status == ResponseStatus.Permitted : status is ResponseStatus.NotApplicable or ResponseStatus.TooEarly or ResponseStatus.Disproportionate;
    }

    // All of one length before any of the next, so whatever is found later and has a found one in it is no smallest one.
    private void Search(List<(ConductCase Case, string[] Changes, int Answered)> cases, int depth)
    {
        for (; depth > 0; depth--)
        {
            var next = new List<(ConductCase, string[], int)>();
            var found = new List<string[]>();
            foreach (var (before, changes, answered) in cases)
            {
                foreach (var (change, item, order) in NextOf(before, answered))
                {
                    string[] all = [.. changes.Append(change).Order(StringComparer.Ordinal)];
                    if (_found.Exists(set => IsPart(set, all)))
                    {
                        continue;
                    }

                    var after = before with { Events = [.. before.Events, before.Incidents.Count > 1 && item is not EventAboutEvent ? item with { Incident = "i1" } : item] };
                    if (IsWanted(after))
                    {
                        found.Add(all);
                    }
                    else
                    {
                        next.Add((after, all, order));
                    }
                }
            }

            _found.AddRange(found.DistinctBy(set => string.Join(',', set)));
            cases = next;
        }
    }

    private static bool IsPart(string[] part, string[] whole)
    {
        var left = whole.ToList();
        return Array.TrueForAll(part, left.Remove);
    }

    // Answers and findings bear on no event, so their order is left out of account: they come first, in the order of the policy.
    private IEnumerable<(string Change, CaseEvent Event, int Order)> NextOf(ConductCase given, int answered)
    {
        var record = _engine.RecordOf(given, "i1", null);
        var on = given.AsOf!.Value;
        foreach (var (fact, order) in _policy.Facts.Select((fact, order) => (fact, order)).Where(pair => pair.order > answered && !record.Facts[pair.order].IsKnown))
        {
            foreach (var answer in _engine.Compiled.Atoms.AnswersTo(order))
            {
                yield return ($"answer {fact.Id} {answer}", new FactsLearnt { On = on, Facts = [new FactAnswer(fact.Id, answer)] }, order);
            }
        }

        for (var i = 0; i < record.Named.Length; i++)
        {
            var order = _policy.Facts.Count + i;
            foreach (var finding in order > answered && record.FindingOf(i) == Finding.Alleged ? (Finding[])[Finding.Established, Finding.NotEstablished] : [])
            {
                var behaviour = _policy.Behaviours[record.Named[i]].Id;
                yield return ($"finding {behaviour} {finding}", new FindingMade { On = on, Behaviour = behaviour, Finding = finding }, order);
            }
        }

        foreach (var (change, item) in _policy.Steps.SelectMany(step => OfStep(step, record, on)).Concat(_policy.Responses.SelectMany(response => OfResponse(response, record, on))))
        {
            yield return (change, item, int.MaxValue);
        }
    }

    private IEnumerable<(string Change, CaseEvent Event)> OfStep(Step step, IncidentRecord record, LocalDate on) =>
        [($"attempt {step.Id}", new StepTaken { On = on, Step = step.Id }), .. OutcomesOf(step.Id, record, on)];

    private IEnumerable<(string Change, CaseEvent Event)> OfResponse(Response response, IncidentRecord record, LocalDate on)
    {
        var id = response.Id;
        yield return ($"attempt {id}", new ResponseTaken { On = on, Response = id, Ends = response.Bar is null ? null : on + Period.FromWeeks(6) });
        foreach (var outcome in OutcomesOf(id, record, on))
        {
            yield return outcome;
        }

        if (record.LastAttemptOf(CaseTimeline.SubjectOf(_policy, id)) is var last and >= 0 && !record.IsEnded(last))
        {
            yield return ($"end {id}", new ResponseEnded { On = on, Of = record.Timeline.EventId(last), IsLifted = false });
            yield return ($"lift {id}", new ResponseEnded { On = on, Of = record.Timeline.EventId(last), IsLifted = true });
        }

        if (_policy.Roles.Count > 0)
        {
            yield return ($"review-lift {id}", new ApprovalRecorded { On = on, Act = ApprovalAct.Review, Role = _policy.Roles[0].Id, For = id, Result = ApprovalResult.Lifted });
        }

        yield return ($"intention {id}", new NoticeGiven { On = on, For = id, IsIntention = true });
        yield return ($"representations {id}", new RepresentationsNoted { On = on, For = id, IsReceived = true });
        foreach (var (change, act, role) in Enum.GetValues<ApprovalAct>().SelectMany(act => _policy.Roles.Ids.Select(role => (ApprovalOf(response, act, role), act, role))).DistinctBy(pair => pair.Item1))
        {
            ApprovalResult? result = act switch { ApprovalAct.Consult => null, ApprovalAct.Review => ApprovalResult.Confirmed, _ => ApprovalResult.Agreed };
            yield return (change, new ApprovalRecorded { On = on, Act = act, Role = role, For = id, Result = result });
        }
    }

    // Other outcomes than these two are told apart only where a condition that decides asks for them.
    private IEnumerable<(string Change, CaseEvent Event)> OutcomesOf(string id, IncidentRecord record, LocalDate on)
    {
        if (record.LastAttemptOf(CaseTimeline.SubjectOf(_policy, id)) is not (var last and >= 0) || record.OutcomeOf(last) is not null)
        {
            return [];
        }

        var asked = ConditionPlace.All(_policy with { Safeguards = new([]) }).OfType<TakenCondition>().Where(taken => taken.Ids.Contains(id)).Select(taken => taken.Outcome);
        return Enum.GetValues<Outcome>().Where(outcome => outcome is Outcome.Resolved or Outcome.Unresolved || asked.Contains(outcome))
            .Select(outcome => ($"outcome {id} {outcome}", (CaseEvent)new OutcomeKnown { On = on, Of = record.Timeline.EventId(last), Outcome = outcome }));
    }

    // Roles that count for the same approvals are one.
    private string ApprovalOf(Response response, ApprovalAct act, string role)
    {
        var counted = response.Approvals.Select(asked => asked.Act == act && (asked.Role == role || _policy.Roles[role].MayActFor.Contains(asked.Role)) ? '1' : '0');
        return $"approval {response.Id} {act} {string.Concat(counted)}";
    }

    private IEnumerable<string[]> LabelsOf(ChangeSet set)
    {
        IEnumerable<string[]> all = [[]];
        foreach (var change in set.Changes)
        {
            all = [.. from labels in all from label in LabelsOf(change) select (string[])[.. labels, label]];
        }

        return all.Select(labels => (string[])[.. labels.Order(StringComparer.Ordinal)]);
    }

    private IEnumerable<string> LabelsOf(Change change) => change.Kind switch
    {
        ChangeKind.Answer => change.Answers.Select(answer => $"answer {change.Subject} {answer}"),
        ChangeKind.Finding => [$"finding {change.Subject} {change.Finding}"],
        ChangeKind.Step or ChangeKind.Response => [$"attempt {change.Subject}"],
        ChangeKind.Outcome => [$"outcome {change.Subject} {change.Outcome}"],
        ChangeKind.Approval => [ApprovalOf(_policy.Responses[change.Subject], change.Act!.Value, change.Role!)],
        ChangeKind.Intention => [$"intention {change.Subject}"],
        ChangeKind.Representations => [$"representations {change.Subject}"],
        ChangeKind.End => [$"end {change.Subject}"],
        ChangeKind.Lifting => [$"lift {change.Subject}"],
        ChangeKind.LiftingReview => [$"review-lift {change.Subject}"],
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "no change of a single day"),
    };
}

using System.Globalization;
using ConductPolicy.Analysis;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.PolicyTests;

/// <summary>Looks for a smallest case of each direction that no test exercises, and keeps as few of them as do.</summary>
internal sealed class TestGenerator
{
    private readonly DecisionEngine _engine;
    private readonly Policy _policy;
    private readonly StateSpace _space;
    private readonly CoverageDiagrams _diagrams;
    private readonly ValueList<TestedPart> _parts;
    private readonly HashSet<string> _ids;

    public TestGenerator(DecisionEngine engine, List<PolicyTest> tests)
    {
        _engine = engine;
        _policy = engine.Policy;
        _space = new StateSpace(_policy);
        _diagrams = new CoverageDiagrams(_space);
        _parts = CoverageOf(tests);
        _ids = tests.Select(test => test.Id).ToHashSet();
    }

    /// <summary>A case that was found.</summary>
    /// <param name="Target">What it was looked for.</param>
    /// <param name="Test">The case, as a test without an answer.</param>
    /// <param name="Exercises">All that is missing and that it exercises.</param>
    private sealed record Candidate(TestedDirection Target, PolicyTest Test, List<TestedDirection> Exercises);

    public GeneratedTests Generate()
    {
        List<TestedDirection> missing = [.. _parts.SelectMany(part => (TestedDirection[])[new(part, Holds: true), new(part, Holds: false)])
            .Where(direction => !(direction.Holds ? direction.Part.HasHeld : direction.Part.HasFailed))];
        var impossible = missing.FindAll(direction => StatesOf(direction) == Diagram.False);
        return GeneratedTests.Of(_policy, Chosen(CandidatesFor([.. missing.Except(impossible)])), impossible);
    }

    private List<Candidate> CandidatesFor(List<TestedDirection> missing)
    {
        var candidates = new List<Candidate>();
        var found = new HashSet<TestedDirection>();
        foreach (var target in missing.Where(direction => !found.Contains(direction)))
        {
            var test = TestOf(target, missing);
            var parts = CoverageOf([test]);
            var exercised = Enumerable.Range(0, parts.Count).SelectMany(i => (TestedDirection?[])[
                parts[i].HasHeld ? new(_parts[i], Holds: true) : null, parts[i].HasFailed ? new(_parts[i], Holds: false) : null]).OfType<TestedDirection>().ToHashSet();
            candidates.Add(new Candidate(target, test, missing.FindAll(exercised.Contains)));
            found.UnionWith(exercised);
        }

        return candidates;
    }

    // The case that exercises most of what is left comes next, until nothing is left.
    private List<GeneratedTest> Chosen(List<Candidate> candidates)
    {
        var chosen = new List<GeneratedTest>();
        while (candidates.MaxBy(candidate => candidate.Exercises.Count) is { Exercises: { Count: > 0 } exercises } next)
        {
            // What it was looked for leads, where that is still left.
            ValueList<TestedDirection> ordered = [.. exercises.Where(item => item == next.Target), .. exercises.Where(item => item != next.Target)];
            chosen.Add(new GeneratedTest(Answered(next.Test, ordered), ordered));
            var done = exercises.ToHashSet();
            foreach (var candidate in candidates)
            {
                candidate.Exercises.RemoveAll(done.Contains);
            }
        }

        return chosen;
    }

    // A person can judge a case in which it is known whom it is about, what stands, and what follows; each where some case has it.
    private PolicyTest TestOf(TestedDirection target, List<TestedDirection> missing)
    {
        var table = _space.Table;
        var states = StatesOf(target);
        Diagram[] known =
        [
            _space.Diagrams.Scope.True,
            table.Or(_space.Diagrams.Stands.True, _space.Diagrams.Stands.False),
            .. _diagrams[target.Part.Place].Bearing.Responses.Select(response => table.Not(_space.Diagrams.StatusOf(response, ResponseStatus.Unknown))),
        ];

        // That nothing of what is alleged is a breach can be judged at a glance, so one case names it all.
        var alike = missing.Where(other => target is { Holds: false, Part.Kind: TestedKind.Behaviour } && other is { Holds: false, Part.Kind: TestedKind.Behaviour });
        foreach (var kind in known.Concat(alike.Select(StatesOf)))
        {
            states = table.And(states, kind) is var narrower && narrower != Diagram.False ? narrower : states;
        }

        var found = _space.SmallestCase(states)!;
        return new PolicyTest
        {
            Id = "generated",
            Why = "",
            Case = found,
            Incident = found.Incidents.Count > 1 ? found.Incidents[^1].Id : null,
            Expected = new ExpectedDecision(),
        };
    }

    private PolicyTest Answered(PolicyTest test, ValueList<TestedDirection> exercises)
    {
        var id = NewId(exercises[0]);
        var decision = _engine.Decide(test.Case, test.Incident);
        return test with
        {
            Id = id,
            Why = WhyOf(exercises),
            Case = test.Case with { Id = id },
            IsConfirmed = false,
            Expected = ExpectedOf(decision, exercises.Select(direction => _diagrams[direction.Part.Place].Bearing).ToList()),
        };
    }

    private ExpectedDecision ExpectedOf(Decision decision, List<Bearing> bearings)
    {
        var behaviours = bearings.Select(bearing => bearing.Behaviour).Where(position => position >= 0).ToHashSet();
        var responses = bearings.SelectMany(bearing => bearing.Responses).ToHashSet();
        return new ExpectedDecision
        {
            Scope = bearings.Exists(bearing => bearing.IsScope) ? decision.Scope : null,
            Behaviours = decision.Behaviours.Where(item => behaviours.Contains(_policy.Behaviours.IndexOf(item.Behaviour.Id)))
                .Select(item => new ExpectedVerdict(item.Behaviour.Id, item.Verdict)).ToValueList(),
            Statuses = _engine.Compiled.Responses.Where(response => responses.Any(other => other.Position == response.Position))
                .Select(response => new ExpectedStatus(response.Response.Id, decision[response.Response.Id].Status)).ToValueList(),
            Required = bearings.Exists(bearing => bearing.IsRequired) ? decision.Required.Select(item => item.Id).ToValueList() : null,
        };
    }

    private static string WhyOf(ValueList<TestedDirection> exercises)
    {
        var (part, holds) = exercises[0];
        var others = exercises.Count switch
        {
            1 => "",
            2 => " It exercises another part too.",
            _ => string.Create(CultureInfo.InvariantCulture, $" It exercises {exercises.Count - 1} other parts too."),
        };
        return $"Generated from the rules, for a person to confirm. Here it {(holds ? "holds" : "does not hold")} that {part.Text} ({CitationOf(part)}).{others}";
    }

    /// <summary>Where a part stands, and the clauses that it rests on.</summary>
    public static string CitationOf(TestedPart part) => part.Clauses.Count == 0 ? part.Place : $"{part.Place}; {string.Join(", ", part.Clauses)}";

    private string NewId(TestedDirection direction)
    {
        // Room for a number.
        var id = IdShape.Mended($"{direction.Part.Place} {(direction.Holds ? "holds" : "fails")}");
        id = id.Length > IdShape.MaximumLength - 8 ? id[..(IdShape.MaximumLength - 8)].TrimEnd('-') : id;
        for (var number = 1; ; number++)
        {
            var numbered = number == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{number}");
            if (_ids.Add(numbered))
            {
                return numbered;
            }
        }
    }

    private ValueList<TestedPart> CoverageOf(IEnumerable<PolicyTest> tests) => TestCoverage.Of(_engine, tests.Select(test => test with { IsConfirmed = true })).Parts;

    private Diagram StatesOf(TestedDirection direction) => direction.Holds ? _diagrams[direction.Part.Place].States.True : _diagrams[direction.Part.Place].States.False;
}

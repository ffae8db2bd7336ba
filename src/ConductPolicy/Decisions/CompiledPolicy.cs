using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>A behaviour made ready to be judged.</summary>
/// <param name="Behaviour">The behaviour.</param>
/// <param name="Level">Its own seriousness, by the level's position.</param>
/// <param name="When">Its definition, or null.</param>
/// <param name="Unless">Its exception, or null.</param>
internal sealed record CompiledBehaviour(Behaviour Behaviour, int Level, CompiledCondition? When, CompiledCondition? Unless);

/// <summary>A step made ready to be asked for.</summary>
/// <param name="Step">The step.</param>
/// <param name="When">When it is called for; null for always.</param>
/// <param name="After">What comes before it; null for nothing.</param>
internal sealed record CompiledStep(Step Step, CompiledCondition? When, CompiledCondition? After);

/// <summary>An approval made ready to be looked for on a record.</summary>
/// <param name="Act">What is done.</param>
/// <param name="Role">By whom.</param>
/// <param name="After">What has to hold at its own date for it to count; null for nothing.</param>
/// <param name="Counts">The same, of a record on which it came just now.</param>
/// <param name="Atom">Its atom.</param>
internal sealed record CompiledApproval(ApprovalAct Act, string Role, CompiledCondition? After, Predicate<IncidentRecord>? Counts, int Atom) : WatchedApproval(Act, Role, Counts);

/// <summary>A response made ready to be measured by its gates.</summary>
/// <param name="Response">The response.</param>
/// <param name="Position">Its position in the policy.</param>
/// <param name="When">When it is open; null for always.</param>
/// <param name="After">What has to come first besides what the ladder asks; null for nothing.</param>
/// <param name="First">The position of the response it continues; -1 for none.</param>
/// <param name="InForceFirst">That what it continues is in force; null where it continues none.</param>
/// <param name="Continues">That what it continues is in force, or the intention of either notified; null where it continues none.</param>
/// <param name="Approvals">The atoms of the approvals that it asks for.</param>
/// <param name="Watched">Those approvals, and after them the ones of which only a safeguard speaks.</param>
internal sealed record CompiledResponse(
    Response Response, int Position, CompiledCondition? When, CompiledCondition? After, int First, CompiledCondition? InForceFirst, CompiledCondition? Continues,
    int[] Approvals, CompiledApproval[] Watched)
{
    /// <summary>Whether the policy asks something of what happens about it: notices, approvals, or what goes with a bar.</summary>
    public bool IsFollowed { get; } = Response.Notice is not null || Response.Approvals.Count > 0 || Response.Bar is not null;

    /// <summary>Its rung; 0 where it is immediate.</summary>
    public int Rung { get; } = Response.Rung ?? 0;

    /// <summary>Whether what it asks first stands in the place of what the ladder asks.</summary>
    public bool ReplacesLadderAfter { get; } = Response.ReplacesLadderAfter;
}

/// <summary>A safeguard made ready to be proved.</summary>
/// <param name="Safeguard">The safeguard.</param>
/// <param name="Response">The response it protects.</param>
/// <param name="Unless">What has to hold wherever it is permitted; null where it is never to be.</param>
internal sealed record CompiledSafeguard(Safeguard Safeguard, CompiledResponse Response, CompiledCondition? Unless);

/// <summary>A policy made ready to decide: every condition put in terms of numbered atoms.</summary>
internal sealed class CompiledPolicy
{
    // The bits of an incident of which nothing is known and nothing on record.
    private readonly ulong[] _blank;

    /// <param name="policy">The policy.</param>
    /// <param name="hasSafeguards">Whether its safeguards are made ready too; deciding does not ask for them.</param>
    public CompiledPolicy(Policy policy, bool hasSafeguards = false)
    {
        Policy = policy;
        Atoms = new AtomTable(policy);
        var compiler = new ConditionCompiler(policy, Atoms);
        Scope = compiler.Compile(policy.Scope);
        LadderWhen = compiler.Compile(policy.Ladder.When);
        LadderAfter = compiler.Compile(policy.Ladder.After);
        Behaviours = [.. policy.Behaviours.Select(behaviour => new CompiledBehaviour(
            behaviour, ConditionCompiler.LevelOf(policy, behaviour.Seriousness), compiler.Compile(behaviour.When), compiler.Compile(behaviour.Unless)))];
        Steps = [.. policy.Steps.Select(step => new CompiledStep(step, compiler.Compile(step.When), compiler.Compile(step.After)))];
        Responses = [.. policy.Responses.Select((response, position) => Compile(compiler, response, position))];
        Ceiling = [.. policy.Ladder.Ceiling];
        HighestRaise = policy.Ladder.RaisePerUnresolved > 0 ? policy.Ladder.RaiseAtMost : 0;
        Safeguards = hasSafeguards ? CompileSafeguards(compiler) : [];
        Watched = Array.ConvertAll(Responses, response => (WatchedApproval[])response.Watched);
        WordCount = TruthBits.WordsFor(Atoms.Count);
        _blank = Blank();
    }

    public Policy Policy { get; }

    public AtomTable Atoms { get; }

    /// <summary>For each response, the approvals of which a record keeps account.</summary>
    public WatchedApproval[][] Watched { get; }

    public CompiledCondition Scope { get; }

    public CompiledCondition? LadderWhen { get; }

    public CompiledCondition? LadderAfter { get; }

    public CompiledBehaviour[] Behaviours { get; }

    public CompiledStep[] Steps { get; }

    public CompiledResponse[] Responses { get; }

    /// <summary>The safeguards of the form <c>never … unless</c>, where they were asked for.</summary>
    public CompiledSafeguard[] Safeguards { get; }

    /// <summary>How many words the bits of an incident take.</summary>
    public int WordCount { get; }

    /// <summary>By how much the ceiling may be raised, in rungs.</summary>
    public int HighestRaise { get; }

    /// <summary>The highest rung for each level of seriousness.</summary>
    public int[] Ceiling { get; }

    /// <summary>The bits of an incident: its facts, what was found, and what is on record. What follows from them is filled in by <see cref="IncidentState"/>.</summary>
    /// <param name="record">What is on record of the incident.</param>
    public IncidentBits BitsOf(IncidentRecord record) => BitsOf(record, new ulong[WordCount]);

    /// <summary>The bits of an incident, put in the place of others that are not asked for any more.</summary>
    /// <param name="record">What is on record of the incident.</param>
    /// <param name="words">Where to, <see cref="WordCount"/> of them.</param>
    public IncidentBits BitsOf(IncidentRecord record, ulong[] words)
    {
        (record.FactBits ??= FactBitsOf(record.Facts)).CopyTo(words);
        var bits = new TruthBits(words);
        var named = record.Named;
        for (var i = 0; i < named.Length; i++)
        {
            var behaviour = named[i];
            var finding = record.FindingOf(i);
            if (finding != Finding.Alleged)
            {
                bits.Set(finding == Finding.Established ? Atoms.OfEstablished(behaviour) : Atoms.OfRefuted(behaviour), Truth.True);
            }
        }

        // Where nothing is on record, no condition on the record holds.
        if (record.Count > 0)
        {
            SetRecorded(bits, record);
        }

        return new IncidentBits(words, named, ConditionCompiler.LevelOf(Policy, record.SeriousnessGiven));
    }

    /// <summary>The bits of an incident where a response is to be extended: a bar that is in force carries itself on, so what it first continued need not be in force any more.</summary>
    public IncidentBits BitsForExtending(IncidentRecord record, CompiledResponse response)
    {
        var bits = BitsOf(record);
        if (response.InForceFirst is { } inForceFirst && record.InForce(response.Position) >= 0)
        {
            new TruthBits(bits.Words).Set(inForceFirst.Atom, Truth.True);
        }

        return bits;
    }

    /// <summary>The record of one incident of a case as of a day.</summary>
    public IncidentRecord RecordOf(ConductCase conductCase, int incident, LocalDate asOf)
    {
        var record = new IncidentRecord(new CaseTimeline(conductCase, Policy, asOf), incident, Watched);
        record.FoldAll(asOf);
        return record;
    }

    private ulong[] FactBitsOf(FactValue[] facts)
    {
        var words = _blank.AsSpan().ToArray();
        var bits = new TruthBits(words);
        for (var i = 0; i < facts.Length; i++)
        {
            if (facts[i].IsKnown)
            {
                Atoms.Set(bits, i, facts[i]);
            }
        }

        return words;
    }

    private bool Holds(CompiledCondition after, IncidentRecord record)
    {
        var bits = new TruthBits((ulong[])_blank.Clone());
        foreach (var atom in Atoms.Recorded)
        {
            if (Array.IndexOf(after.Atoms, atom.Atom) >= 0)
            {
                bits.Set(atom.Atom, atom.HoldsIn(record).ToTruth());
            }
        }

        return after.Evaluate(bits) == Truth.True;
    }

    // All that is on record stands as false before.
    private void SetRecorded(TruthBits bits, IncidentRecord record)
    {
        foreach (var response in Responses)
        {
            if (!record.HasAnyOf(response.Position))
            {
                continue;
            }

            if (response.First >= 0 && record.IsLiftedSinceBegun(response.Position, response.First))
            {
                bits.Set(Atoms.OfLifted(response.Position), Truth.True);
            }

            if (!response.Response.IsImmediate && record.LatestOutcomeOf(CaseTimeline.SubjectOf(Policy, response.Position)) is { } outcome && outcome != Outcome.Resolved)
            {
                bits.Set(Atoms.OfUnresolved(response.Position), Truth.True);
            }

            for (var i = 0; i < response.Watched.Length; i++)
            {
                if (record.IsApproved(response.Position, i))
                {
                    bits.Set(response.Watched[i].Atom, Truth.True);
                }
            }
        }

        foreach (var atom in Atoms.Recorded)
        {
            if (atom.HoldsIn(record))
            {
                bits.Set(atom.Atom, Truth.True);
            }

            if (atom.Awaited >= 0 && atom.IsAwaitedIn(record))
            {
                bits.Set(atom.Awaited, Truth.True);
            }
        }
    }

    private CompiledSafeguard[] CompileSafeguards(ConditionCompiler ofGates)
    {
        var watched = Array.ConvertAll(Responses, response => response.Watched.ToList());
        var compiled = new List<CompiledSafeguard>();
        foreach (var safeguard in Policy.Safeguards.Where(safeguard => safeguard.Has.Count == 0))
        {
            var response = Responses[Policy.Responses.IndexOf(safeguard.Response)];
            var compiler = new ConditionCompiler(Policy, Atoms, asked => AtomsOf(asked, response, watched[response.Position], ofGates));
            compiled.Add(new CompiledSafeguard(safeguard, response, compiler.Compile(safeguard.Unless)));
        }

        for (var i = 0; i < Responses.Length; i++)
        {
            Responses[i] = Responses[i] with { Watched = [.. watched[i]] };
        }

        return [.. compiled.Select(item => item with { Response = Responses[item.Response.Position] })];
    }

    // What a response does not ask for is not on record for it, but where a safeguard says by itself when it counts.
    private IEnumerable<int> AtomsOf(RecordedCondition asked, CompiledResponse response, List<CompiledApproval> watched, ConditionCompiler ofGates)
    {
        var same = watched.Where(approval => approval.Act == asked.Act && approval.Role == asked.Role);
        if (asked.After is null)
        {
            return same.Select(approval => approval.Atom).Where(response.Approvals.Contains);
        }

        var after = ofGates.Compile(asked.After);
        var known = same.FirstOrDefault(approval => approval.After is { } own && own.IsSameAs(after));
        if (known is null)
        {
            known = Watch(asked.Act, asked.Role, after, Atoms.Add());
            watched.Add(known);
        }

        return [known.Atom];
    }

    private CompiledApproval Watch(ApprovalAct act, string role, CompiledCondition? after, int atom) =>
        new(act, role, after, after is null ? null : record => Holds(after, record), atom);

    private CompiledResponse Compile(ConditionCompiler compiler, Response response, int position)
    {
        var first = response.Continues is { } continues ? Policy.Responses.IndexOf(continues) : -1;
        var inForce = first < 0 ? null : new InForceCondition(Policy.Responses[first].Id);
        var watched = new CompiledApproval[response.Approvals.Count];
        for (var i = 0; i < watched.Length; i++)
        {
            var asked = response.Approvals[i];
            watched[i] = Watch(asked.Act, asked.Role, compiler.Compile(asked.After), Atoms.OfApproval(position, i));
        }

        return new CompiledResponse(
            response,
            position,
            compiler.Compile(response.When),
            response.IsImmediate ? null : compiler.Compile(response.After),
            first,
            compiler.Compile(inForce),
            inForce is null ? null : compiler.Compile(new AnyCondition([inForce, new NotifiedCondition(inForce.Response), new NotifiedCondition(response.Id)])),
            Array.ConvertAll(watched, approval => approval.Atom),
            watched);
    }

    private ulong[] Blank()
    {
        var words = new ulong[WordCount];
        var bits = new TruthBits(words);
        for (var atom = Atoms.Facts; atom < Atoms.Count; atom++)
        {
            bits.Set(atom, Truth.False);
        }

        return words;
    }
}

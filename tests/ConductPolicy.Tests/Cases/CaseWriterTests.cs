using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using NodaTime;

namespace ConductPolicy.Tests.Cases;

public sealed class CaseWriterTests
{
    public static TheoryData<string, string> Examples => ExampleTests.Examples;

    [Fact]
    public void A_case_is_laid_out_for_people()
    {
        var written = CaseFile.Write(new ConductCase
        {
            Id = "2026-017",
            AsOf = new LocalDate(2026, 11, 20),
            Facts = [new FactAnswer("person", "parental-responsibility")],
            Incidents =
            [
                new Incident
                {
                    Id = "i1",
                    On = new LocalDate(2026, 11, 18),
                    Behaviours = [new AllegedBehaviour("shouting"), new AllegedBehaviour("smoking", Finding.Established)],
                    Seriousness = "high",
                    Facts = [new FactAnswer("criminal", false), new FactAnswer("complaints", 3), new FactAnswer("channel", FactValue.Unknown)],
                },
            ],
            Events =
            [
                new StepTaken { On = new LocalDate(2026, 11, 19), Step = "speak-to-parent", By = "headteacher", Outcome = Outcome.Declined },
                new MessageReceived { Id = "m", On = new LocalDate(2026, 11, 20), At = new LocalTime(16, 40) },
            ],
        });
        Assert.Equal(
            """
            {
              "id": "2026-017",
              "asOf": "2026-11-20",
              "facts": { "person": "parental-responsibility" },
              "incidents": [
                { "id": "i1", "on": "2026-11-18", "behaviours": ["shouting", { "id": "smoking", "finding": "established" }], "seriousness": "high",
                  "facts": { "criminal": false, "complaints": 3, "channel": null } }
              ],
              "events": [
                { "on": "2026-11-19", "step": "speak-to-parent", "by": "headteacher", "outcome": "declined" },
                { "id": "m", "on": "2026-11-20", "at": "16:40", "message": { "is": "received" } }
              ]
            }

            """,
            written);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_the_same_case_when_it_is_written_and_read_again(string policy, string name)
    {
        var rules = ShippedPolicies.Load(policy);
        var read = CaseFile.Load(Repository.PathOf("rules", "examples", policy, $"{name}.json"), rules);
        Assert.Equal(read, CaseFile.Parse(CaseFile.Write(read), rules));
    }

    public static TheoryData<string, string> WhatNoFileCanSay => new()
    {
        { "an id that is none", "bad-id" },
        { "an escape in a reference", "control-character" },
        { "half a second", "not-writable" },
        { "a result of a consultation", "not-writable" },
        { "half a character", "not-writable" },
        { "a fact answered twice", "duplicate-key" },
        { "a count below nothing", "bad-number" },
        { "a year out of range", "bad-date" },
        { "no incident", "too-few" },
    };

    [Theory]
    [MemberData(nameof(WhatNoFileCanSay))]
    public void What_a_file_cannot_say_is_refused_and_not_written_otherwise(string what, string code)
    {
        var good = Given.Qet().Behaviour("shouting").Step("gather-information").Case();
        var bad = what switch
        {
            "an id that is none" => good with { Incidents = [good.Incidents[0] with { Id = "The first" }] },
            "an escape in a reference" => good with { Id = "\u001b[2J" },
            "half a second" => good with { Events = [good.Events[0] with { At = LocalTime.FromMillisecondsSinceMidnight(500) }] },
            "a result of a consultation" => good with { Events = [new ApprovalRecorded { On = Given.Day0, Act = ApprovalAct.Consult, Role = "ceo", For = "ban", Result = ApprovalResult.Agreed }] },
            "half a character" => good with { Id = "\ud800" },
            "a fact answered twice" => good with { Facts = [new FactAnswer("criminal", true), new FactAnswer("criminal", false)] },
            "a count below nothing" => good with { Facts = [new FactAnswer("complaints", -1)] },
            "a year out of range" => good with { AsOf = new LocalDate(2200, 1, 1) },
            _ => good with { Incidents = [] },
        };
        Assert.Equal(code, Assert.Throws<ConductPolicyException>(() => CaseFile.Write(bad)).Problems[0].Code);
        Assert.StartsWith("{", CaseFile.Write(good), StringComparison.Ordinal);
    }
}

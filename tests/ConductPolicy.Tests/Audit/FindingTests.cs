using ConductPolicy.Audit;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Audit;

/// <summary>Each finding where it is found, and beside it where it is just not.</summary>
public sealed class FindingTests
{
    // What is changed in a case without fault, and what is found then.
    public static readonly TheoryData<string, string[], string> Changes = new()
    {
        { "qet", [], "" },
        { "thrive", [], "" },

        // What was done when.
        { "qet", ["+{ \"id\": \"f\", \"on\": \"2026-11-05\", \"finding\": { \"behaviour\": \"threat-of-harm\", \"is\": \"not-established\" } }"], "taken-without-breach b" },
        { "qet", ["+{ \"id\": \"f\", \"on\": \"2026-11-06\", \"finding\": { \"behaviour\": \"threat-of-harm\", \"is\": \"not-established\" } }"], "" },
        { "qet", ["[\"threat-of-harm\"] => []"], "taken-without-breach b" },
        { "thrive", ["[\"intimidation\"], => [{ \"id\": \"intimidation\", \"finding\": \"not-established\" }],"], "taken-without-breach k; taken-without-breach p" },
        { "qet", ["\"behaviours\" => \"seriousness\": \"low\", \"behaviours\""], "taken-not-applicable b" },
        { "qet", ["\"behaviours\" => \"seriousness\": \"moderate\", \"behaviours\""], "taken-too-early b" },
        { "thrive", ["\"outcome\": \"unresolved\" => \"outcome\": \"resolved\""], "taken-not-applicable k; taken-not-applicable p" },
        { "thrive", ["\"seriousness\": \"high\" => \"seriousness\": \"moderate\""], "taken-not-applicable p" },
        { "qet", ["-g"], "step-not-done; taken-too-early b" },
        { "qet", ["-g", "+{ \"id\": \"g\", \"on\": \"2026-11-06\", \"step\": \"gather-information\" }"], "taken-too-early b" },
        { "thrive", ["-s"], "step-not-done; taken-too-early k; taken-too-early p" },
        { "thrive", ["-s", "\"high\" => \"severe\""], "step-not-done" },
        { "qet", ["-b", "+{ \"id\": \"b\", \"on\": \"2026-11-06\", \"response\": \"single-contact\", \"by\": \"headteacher\" }", "-x", "\"behaviours\" => \"seriousness\": \"low\", \"behaviours\""], "taken-disproportionate b" },
        { "qet", ["-b", "+{ \"id\": \"b\", \"on\": \"2026-11-06\", \"response\": \"single-contact\", \"by\": \"headteacher\" }", "-x"], "" },
        { "thrive", ["-p", "-pn", "-k", "-kn", "-ct", "+{ \"id\": \"l\", \"on\": \"2026-11-05\", \"response\": \"restrict-channels\" }", "\"high\" => \"low\""], "taken-disproportionate l" },
        { "thrive", ["-p", "-pn", "-k", "-kn", "-ct", "+{ \"id\": \"l\", \"on\": \"2026-11-05\", \"response\": \"restrict-channels\" }", "\"high\" => \"moderate\""], "" },
        { "qet", ["\"threat-of-harm\" => \"recording\"", "-b", "+{ \"id\": \"b\", \"on\": \"2026-11-06\", \"response\": \"single-contact\", \"by\": \"headteacher\" }", "-x"], "taken-on-unknown-facts b" },
        { "qet", ["\"threat-of-harm\" => \"recording\"", "-b", "+{ \"id\": \"b\", \"on\": \"2026-11-06\", \"response\": \"single-contact\", \"by\": \"headteacher\" }", "-x", "+{ \"id\": \"f\", \"on\": \"2026-11-06\", \"facts\": { \"senior-leaders-agree\": false } }"], "taken-on-unknown-facts b" },
        { "qet", ["\"threat-of-harm\" => \"recording\"", "-b", "+{ \"id\": \"b\", \"on\": \"2026-11-06\", \"response\": \"single-contact\", \"by\": \"headteacher\" }", "-x", "+{ \"id\": \"f\", \"on\": \"2026-11-05\", \"facts\": { \"senior-leaders-agree\": false } }"], "" },
        { "thrive", ["-p", "-pn", "-k", "-kn", "-ct", "+{ \"id\": \"l\", \"on\": \"2026-11-05\", \"response\": \"social-care\" }"], "taken-on-unknown-facts l" },

        // The person's side.
        { "thrive", ["-v", "-e"], "approval-after-act k; not-heard k" },
        { "thrive", ["2026-11-12 => 2026-11-16"], "approval-too-early k; not-heard k" },
        { "thrive", ["2026-11-12 => 2026-11-13"], "approval-too-early k" },
        { "thrive", ["-s", "2026-11-12 => 2026-11-16"], "approval-too-early k; not-heard k; step-not-done; taken-too-early k; taken-too-early p" },

        // Who, and with whose agreement.
        { "qet", ["\"ban\", \"by\": \"headteacher\" => \"ban\", \"by\": \"governors\""], "decided-by-wrong-role b" },
        { "qet", ["\"ban\", \"by\": \"headteacher\" => \"ban\", \"by\": \"deputy-headteacher\""], "" },
        { "qet", ["\"ban\", \"by\": \"headteacher\" => \"ban\""], "decider-not-on-record b" },
        { "thrive", ["\"bar-provisional\", \"by\": \"headteacher\" => \"bar-provisional\", \"by\": \"executive-headteacher\""], "decided-by-wrong-role p" },
        { "thrive", ["\"bar-confirmed\", \"by\": \"headteacher\" => \"bar-confirmed\""], "decider-not-on-record k" },
        { "qet", ["-c1"], "approval-missing b" },
        { "qet", ["-c1", "-c2"], "approval-missing b; approval-missing b" },
        { "qet", ["-c1", "+{ \"id\": \"c1\", \"on\": \"2026-11-06\", \"recorded\": { \"act\": \"consult\", \"role\": \"ceo\", \"for\": \"ban\" } }"], "approval-after-act b" },
        { "qet", ["\"role\": \"ceo\" => \"role\": \"governors\""], "approval-by-wrong-role b" },
        { "qet", ["\"role\": \"ceo\", \"for\": \"ban\" => \"role\": \"ceo\", \"for\": \"warning-letter\""], "approval-for-other b" },
        { "qet", ["\"role\": \"ceo\", \"for\": \"ban\" => \"role\": \"ceo\""], "approval-for-other b" },
        { "thrive", ["-e"], "approval-after-act k" },
        { "thrive", ["-e", "-r", "\"2027-03-01\" => \"2026-12-18\""], "approval-missing k" },
        { "thrive", ["\"id\": \"e\", \"on\": \"2026-11-13\", \"recorded\": { \"act\": \"review\", \"role\": \"executive-headteacher\", \"for\": \"bar-confirmed\", \"result\": \"confirmed\" => \"id\": \"e\", \"on\": \"2026-11-13\", \"recorded\": { \"act\": \"review\", \"role\": \"executive-headteacher\", \"for\": \"bar-confirmed\", \"result\": \"refused\""], "approval-refused k" },
        { "thrive", ["\"id\": \"e\", \"on\": \"2026-11-13\" => \"id\": \"e\", \"on\": \"2026-11-12\""], "approval-too-early k" },
        { "thrive", ["\"id\": \"e\", \"on\": \"2026-11-13\" => \"id\": \"e\", \"on\": \"2026-11-17\""], "approval-after-act k" },
        { "thrive", ["\"id\": \"e\", \"on\": \"2026-11-13\", \"recorded\": { \"act\": \"review\", \"role\": \"executive-headteacher\" => \"id\": \"e\", \"on\": \"2026-11-13\", \"recorded\": { \"act\": \"review\", \"role\": \"trust-board\"", "-r", "\"2027-03-01\" => \"2026-12-18\""], "approval-by-wrong-role k" },
        { "thrive", ["\"id\": \"e\", \"on\": \"2026-11-13\", \"recorded\": { \"act\": \"review\", \"role\": \"executive-headteacher\", \"for\": \"bar-confirmed\" => \"id\": \"e\", \"on\": \"2026-11-13\", \"recorded\": { \"act\": \"review\", \"role\": \"executive-headteacher\", \"for\": \"bar-provisional\"", "-r", "\"2027-03-01\" => \"2026-12-18\""], "approval-for-other k" },

        // What should have been done.
        { "qet", ["\"facts\": { \"channel\": \"in-person\" } => \"facts\": { \"posted-publicly\": true }"], "step-not-done b" },
        { "qet", ["\"facts\": { \"channel\": \"in-person\" } => \"facts\": { \"posted-publicly\": true }", "+{ \"id\": \"o\", \"on\": \"2026-11-05\", \"step\": \"contact-about-post\" }"], "" },
        { "qet", ["\"2027-03-01\" => \"2026-11-16\"", "-g", "-b", "-n", "-x", "-r"], "" },
        { "qet", ["\"2027-03-01\" => \"2026-11-17\"", "-g", "-b", "-n", "-x", "-r"], "step-not-done" },
        { "qet", ["\"2027-03-01\" => \"2026-11-25\"", "-b", "-n", "-x", "-r", "+{ \"id\": \"o\", \"on\": \"2026-11-10\", \"facts\": { \"posted-publicly\": true } }"], "step-not-done" },
        { "qet", ["\"2027-03-01\" => \"2026-11-24\"", "-b", "-n", "-x", "-r", "+{ \"id\": \"o\", \"on\": \"2026-11-10\", \"facts\": { \"posted-publicly\": true } }"], "" },
        { "thrive", ["\"seriousness\": \"high\" => \"seriousness\": \"high\", \"facts\": { \"post-defamatory\": true }"], "duty-not-done" },
        { "thrive", ["\"seriousness\": \"high\" => \"seriousness\": \"high\", \"facts\": { \"post-defamatory\": true }", "+{ \"id\": \"d\", \"on\": \"2027-02-20\", \"response\": \"report-platform\" }"], "" },
        { "thrive", ["\"2027-03-01\" => \"2027-02-24\"", "+{ \"id\": \"d\", \"on\": \"2027-02-09\", \"facts\": { \"post-defamatory\": true } }"], "duty-not-done" },
        { "thrive", ["\"2027-03-01\" => \"2027-02-23\"", "+{ \"id\": \"d\", \"on\": \"2027-02-09\", \"facts\": { \"post-defamatory\": true } }"], "" },
        { "qet", ["-t1"], "considerations-not-on-record b" },
        { "qet", ["-t1", "-t4"], "considerations-not-on-record b" },
        { "qet", ["\"child-journey\", \"for\": \"ban\" => \"child-journey\", \"for\": \"warning-letter\""], "considerations-not-on-record b" },
        { "qet", ["-t1", "+{ \"id\": \"t1\", \"on\": \"2026-11-06\", \"considered\": \"reasonable-adjustments\" }"], "considerations-not-on-record b" },
        { "thrive", ["-t4"], "considerations-not-on-record p" },

        // Notices.
        { "qet", ["-n"], "notice-missing b" },
        { "qet", ["-n", "-r", "-x", "\"2027-03-01\" => \"2026-11-06\""], "" },
        { "qet", ["-n", "-r", "-x", "\"2027-03-01\" => \"2026-11-07\""], "notice-missing b" },
        { "qet", ["\"form\": \"written\" => \"intention\": true"], "notice-missing b" },
        { "qet", ["\"id\": \"n\", \"on\": \"2026-11-07\" => \"id\": \"n\", \"on\": \"2026-11-05\""], "" },
        { "qet", ["\"form\": \"written\" => \"form\": \"spoken\""], "notice-not-written b" },
        { "qet", ["\"form\": \"written\", => "], "notice-not-written b" },
        { "qet", ["\"length\", \"review-date\"] => \"length\"]"], "notice-incomplete b" },
        { "qet", ["\"length\", \"review-date\"] => \"length\"]", "+{ \"id\": \"o\", \"on\": \"2026-11-20\", \"notice\": { \"for\": \"ban\", \"form\": \"spoken\", \"states\": [\"review-date\"] } }"], "" },
        { "thrive", ["-pn"], "notice-missing p" },
        { "thrive", ["\"appeal\", => "], "notice-incomplete k" },
        { "thrive", ["\"form\": \"written\", \"states\": [\"reasons\", => \"form\": \"spoken\", \"states\": ["], "notice-incomplete p; notice-not-written p" },

        // Bars.
        { "qet", [", \"ends\": \"2026-12-18\" => "], "bar-without-end b" },
        { "qet", [", \"ends\": \"2026-12-18\" => ", "+{ \"id\": \"o\", \"on\": \"2026-11-20\", \"extended\": { \"of\": \"b\", \"ends\": \"2026-12-18\" }, \"by\": \"headteacher\" }"], "approval-missing o; approval-missing o" },
        { "thrive", ["\"by\": \"headteacher\", \"ends\": \"2026-11-27\" => \"by\": \"headteacher\""], "bar-without-end p" },
        { "qet", ["-r"], "review-missing b" },
        { "qet", ["-r", "-x", "\"2027-03-01\" => \"2026-12-18\""], "" },
        { "qet", ["-r", "-x", "\"2027-03-01\" => \"2026-12-19\""], "review-missing b" },
        { "qet", ["\"id\": \"r\", \"on\": \"2026-12-18\" => \"id\": \"r\", \"on\": \"2026-12-22\""], "review-late b" },
        { "qet", ["-r", "\"2026-12-19\", \"ended\": { \"of\": \"b\", \"how\": \"expired\" } => \"2026-12-18\", \"ended\": { \"of\": \"b\", \"how\": \"lifted\" }"], "" },
        { "qet", ["-r", "+{ \"id\": \"o\", \"on\": \"2026-12-18\", \"outcome\": { \"of\": \"b\", \"is\": \"resolved\" } }"], "" },
        { "qet", ["-r", "+{ \"id\": \"o\", \"on\": \"2026-12-19\", \"outcome\": { \"of\": \"b\", \"is\": \"resolved\" } }"], "review-missing b" },
        { "thrive", ["-r"], "review-missing k" },
        { "thrive", ["-k", "-kn", "-r", "-ct"], "" },
        { "thrive", ["-k", "-kn", "-r", "-ct", "-e"], "review-missing p" },
        { "thrive", ["-k", "-kn", "-r", "-ct", "-e", "-v"], "representations-not-invited p; review-missing p" },
        { "thrive", ["-k", "-kn", "-r", "-ct", "-v"], "representations-not-invited p" },
        { "thrive", ["-v", "-e", "+{ \"id\": \"o\", \"on\": \"2026-11-27\", \"recorded\": { \"act\": \"review\", \"role\": \"executive-headteacher\", \"for\": \"bar-provisional\", \"result\": \"lifted\" } }", "-k", "-kn", "-r", "-ct"], "" },
        { "qet", ["\"ends\": \"2026-12-18\" => \"ends\": \"2027-02-12\"", "-r", "-x", "\"2027-03-01\" => \"2027-02-06\""], "interim-review-missing b" },
        { "qet", ["\"ends\": \"2026-12-18\" => \"ends\": \"2027-02-12\"", "-r", "-x", "\"2027-03-01\" => \"2027-02-05\""], "" },
        { "qet", ["\"ends\": \"2026-12-18\" => \"ends\": \"2027-02-12\"", "-x", "\"2027-03-01\" => \"2027-02-06\""], "" },
        { "qet", ["\"ends\": \"2026-12-18\" => \"ends\": \"2027-02-05\"", "-x", "\"id\": \"r\", \"on\": \"2026-12-18\" => \"id\": \"r\", \"on\": \"2027-02-05\""], "" },
        { "thrive", ["\"ends\": \"2026-12-18\" => \"ends\": \"2027-02-26\"", "\"id\": \"r\", \"on\": \"2026-12-17\" => \"id\": \"r\", \"on\": \"2027-02-16\""], "interim-review-missing k" },
        { "thrive", ["\"ends\": \"2026-12-18\" => \"ends\": \"2027-02-26\"", "\"id\": \"r\", \"on\": \"2026-12-17\" => \"id\": \"r\", \"on\": \"2027-02-15\""], "" },
        { "thrive", ["\"headteachers-pa\" => \"headteacher\""], "contact-outside-route ct" },
        { "thrive", ["\"headteachers-pa\" => \"named-staff-member\""], "" },
        { "thrive", ["\"headteachers-pa\" => \"headteacher\"", "\"id\": \"ct\", \"on\": \"2026-11-20\" => \"id\": \"ct\", \"on\": \"2026-12-19\""], "" },
        { "thrive", ["\"headteachers-pa\" => \"headteacher\"", "\"id\": \"ct\", \"on\": \"2026-11-20\" => \"id\": \"ct\", \"on\": \"2026-12-18\""], "contact-outside-route ct" },

        // Messages.
        { "qet", ["\"id\": \"a\", \"on\": \"2026-11-09\" => \"id\": \"a\", \"on\": \"2026-11-10\""], "answer-late m" },
        { "qet", ["-a"], "answer-missing m" },
        { "qet", ["-a", "+{ \"id\": \"h\", \"on\": \"2026-11-09\", \"message\": { \"of\": \"m\", \"is\": \"holding\", \"until\": \"2026-11-20\" } }", "+{ \"id\": \"a\", \"on\": \"2026-11-20\", \"message\": { \"of\": \"m\", \"is\": \"answered\" } }"], "" },
        { "qet", ["-a", "+{ \"id\": \"h\", \"on\": \"2026-11-09\", \"message\": { \"of\": \"m\", \"is\": \"holding\", \"until\": \"2026-11-20\" } }", "+{ \"id\": \"a\", \"on\": \"2026-11-23\", \"message\": { \"of\": \"m\", \"is\": \"answered\" } }"], "answer-late m" },
        { "qet", ["-a", "+{ \"id\": \"h\", \"on\": \"2026-11-10\", \"message\": { \"of\": \"m\", \"is\": \"holding\", \"until\": \"2026-11-20\" } }"], "answer-late m; answer-missing m" },
        { "qet", ["-a", "-b", "-n", "-r", "-x", "\"2027-03-01\" => \"2026-11-09\""], "" },

        // Of a person of whom the policy does not speak nothing is found.
        { "qet", ["parental-responsibility => other", "-g", "-c1", "-n", "-r", "-a"], "" },
        { "thrive", ["parental-responsibility => other", "-s", "-e", "-pn", "\"headteachers-pa\" => \"headteacher\""], "" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_is_changed_is_found_and_nothing_else(string policy, string[] changes, string expected)
    {
        var report = AuditedCase.Audit(policy, AuditedCase.Changed(policy, changes));
        Assert.Equal(expected, AuditedCase.Short(report));
        Assert.Empty(report.NotJudged);
        Assert.All(report.Findings, finding => AssertWhole(finding, report.Policy));
    }

    [Fact]
    public void Every_code_is_found_somewhere()
    {
        var codes = typeof(FindingCode).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        var found = Changes.Select(row => (string)((object[])row)[2]).SelectMany(text => text.Split("; ", StringSplitOptions.RemoveEmptyEntries)).Select(text => text.Split(' ')[0]).ToHashSet();
        Assert.Equal(codes.Except([FindingCode.BarTooLong]).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    internal static void AssertWhole(AuditFinding finding, Policy policy)
    {
        Assert.True(finding.Clauses.Count > 0 || finding.Code == FindingCode.ConsiderationsNotOnRecord, finding.Code);
        Assert.All(finding.Clauses, clause => Assert.True(policy.Clauses.Contains(clause), clause));
        Assert.All(new[] { finding.Did, finding.Asked }, text =>
        {
            Assert.True(text[^1] is '.' or '?', text);
            Assert.False(text.Contains("..", StringComparison.Ordinal) || text.Contains("  ", StringComparison.Ordinal), text);
        });
        Assert.True(finding.Basis == Basis.Setting || finding.Clauses.Count > 0);
    }
}

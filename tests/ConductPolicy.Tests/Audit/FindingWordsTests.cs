using ConductPolicy.Audit;

namespace ConductPolicy.Tests.Audit;

/// <summary>What a finding says is so by the record, and no more than that.</summary>
public sealed class FindingWordsTests
{
    public static TheoryData<string, string[], string, string> Said => new()
    {
        // An approval that does not count is named, with the reason why.
        { "qet", ["+{ \"id\": \"o\", \"on\": \"2026-12-16\", \"extended\": { \"of\": \"b\", \"ends\": \"2027-01-15\" }, \"by\": \"headteacher\" }", "-x"], "approval-missing", "(c1) served the taking of Friday 6 November 2026 (b), so it does not count again" },
        { "qet", ["+{ \"id\": \"d\", \"on\": \"2026-11-19\", \"recorded\": { \"act\": \"consult\", \"role\": \"ceo\", \"for\": \"ban\" } }", "+{ \"id\": \"l\", \"on\": \"2026-11-20\", \"recorded\": { \"act\": \"review\", \"role\": \"headteacher\", \"for\": \"ban\", \"result\": \"lifted\" } }", "+{ \"id\": \"o\", \"on\": \"2026-11-23\", \"response\": \"ban\", \"by\": \"headteacher\", \"ends\": \"2026-12-18\" }", "-x"], "approval-missing", "(d) was for what the lifting of Friday 20 November 2026 (l) ended, so it does not count" },
        { "qet", ["\"id\": \"c1\", \"on\": \"2026-11-05\" => \"id\": \"c1\", \"on\": \"2026-11-01\""], "approval-missing", "the consultation by the CEO of Sunday 1 November 2026 (c1) lies before the incident, so it does not count" },
        { "qet", ["-c1"], "approval-missing", "no consultation of the CEO is on record before it" },
        { "qet", ["\"ceo\", \"for\": \"ban\" => \"ceo\""], "approval-for-other", "(c1) is on record for no response." },

        // Of representations that count no more nothing is said but that.
        { "thrive", ["-v"], "not-heard", "nothing that counts for it says that by then the person had put their side, or that the time they were given for it was over" },
        { "thrive", ["-k", "-kn", "-r", "-ct", "-v"], "representations-not-invited", "A notice that tells of the right is not yet an invitation." },

        // What nobody put down is told apart from what came out otherwise.
        { "thrive", [", \"outcome\": \"unresolved\" => "], "taken-too-early", "not so: what came of “Have a conversation with the parent” was not on record." },
        { "thrive", ["-s"], "taken-too-early", ". That was not so." },
        { "thrive", ["-p", "-pn", "-r", "-ct"], "taken-too-early", "or the person has been told that “Confirmed bar from the school premises” is intended. That was not so." },
    };

    [Theory]
    [MemberData(nameof(Said))]
    public void A_finding_says_what_is_on_record_and_why_it_does_not_count(string policy, string[] changes, string code, string said)
    {
        var findings = AuditedCase.Audit(policy, AuditedCase.Changed(policy, changes)).Findings.Where(finding => finding.Code == code).ToList();
        Assert.Contains(findings, finding => $"{finding.Did} {finding.Asked}".Contains(said, StringComparison.Ordinal));
    }
}

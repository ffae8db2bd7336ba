using ConductPolicy.Library;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Tests.Library;

public sealed class PolicyLibraryTests
{
    [Fact]
    public void The_policies_that_ship_are_there_each_by_its_id()
    {
        var library = PolicyLibrary.Shipped();
        Assert.Equal(["qet", "thrive"], library.Policies.Select(policy => policy.Id));
        Assert.Equal(ShippedPolicies.Load("thrive"), library.For("thrive").InForceOn(Given.Day0).Policy);
        Assert.Equal("Did you mean `thrive`?", Assert.Single(Refused(() => library.For("thriv"))).Help);
    }

    [Fact]
    public void The_repositorys_own_folder_is_a_library_with_its_safeguards_proved_and_its_tests_left_out()
    {
        var library = PolicyLibrary.FromFolder(Repository.PathOf("rules"), new() { ProvesSafeguards = true });
        Assert.Equal(PolicyLibrary.Shipped().Hash, library.Hash);
        Assert.Equal(["qet.json", "thrive.json"], library.Sources.Select(source => Path.GetFileName(source.Name)));
    }

    [Fact]
    public void Every_problem_of_every_file_is_told_with_the_files_name()
    {
        var problems = Refused(() => PolicyLibrary.Of([
            Rules.Source("one.json", "{"),
            Rules.Version("1"),
            Rules.Source("two.json", Rules.Text("2", changed: text => RuleText.With(RuleText.With(text, "\"division\": \"england", "\"division\": \"egland"), "\"rung\": 4,", "\"rung\": \"four\","))),
            Rules.Version("3"),
        ]));
        Assert.Equal(["one.json", "two.json", "qet-1.json"], problems.Select(problem => problem.File).Distinct());
        Assert.True(problems.Count(problem => problem.File == "two.json") >= 2);
        Assert.Equal(ProblemCode.VersionsOverlap, problems[^1].Code);
    }

    [Fact]
    public void A_version_given_twice_is_refused_with_the_name_of_the_other_file()
    {
        var problems = Refused(() => PolicyLibrary.Of([Rules.Source("a.json", Rules.Text("1")), Rules.Source("b.json", Rules.Text("1", from: "2025-09-01"))]));
        var problem = Assert.Single(problems);
        Assert.Equal((ProblemCode.DuplicateVersion, "b.json"), (problem.Code, problem.File));
        Assert.Contains("a.json", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-09-01", null, "2024-09-01", true)]
    [InlineData("2024-09-01", "2026-08-31", "2026-09-01", false)]
    [InlineData("2024-09-01", "2026-09-01", "2026-09-01", true)]
    [InlineData("2024-09-01", "2030-08-31", "2026-09-01", true)]
    [InlineData("2024-09-01", null, "2026-09-01", false)]
    public void Two_versions_may_not_both_say_that_they_are_in_force_on_one_day(string from, string? to, string next, bool isRefused)
    {
        PolicySource[] files = [Rules.Version("2", next), Rules.Version("1", from, to)];
        if (isRefused)
        {
            Assert.Equal(ProblemCode.VersionsOverlap, Assert.Single(Refused(() => PolicyLibrary.Of(files))).Code);
        }
        else
        {
            Assert.Equal(new LocalDate(2026, 8, 31), PolicyLibrary.Of(files).For("qet").Versions[0].To);
        }
    }

    [Fact]
    public void An_adopted_file_is_held_to_the_hash_that_was_approved_and_a_draft_to_none()
    {
        var approved = Rules.Version("1");
        var options = new PolicyLibraryOptions { ApprovedHashes = [$" {approved.Hash.ToUpperInvariant()}"] };
        Assert.Equal(approved.Hash, PolicyLibrary.Of([approved, Rules.Draft("2", "2026-09-01")], options).For("qet").Versions[0].Policy.Hash);

        var changed = Rules.Version("1", changed: text => $"{text} ");
        var problem = Assert.Single(Refused(() => PolicyLibrary.Of([changed], options)));
        Assert.Equal((ProblemCode.NotApproved, changed.Name), (problem.Code, problem.File));
        Assert.Contains(changed.Hash, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_set_is_refused_whose_own_safeguard_some_case_breaks_where_that_is_asked()
    {
        Assert.Single(PolicyLibrary.Of([Rules.Refuted()]).Policies);
        var problem = Assert.Single(Refused(() => PolicyLibrary.Of([Rules.Refuted()], new() { ProvesSafeguards = true })));
        Assert.Equal((ProblemCode.SafeguardRefuted, "qet-9.json"), (problem.Code, problem.File));
        Assert.Contains("no-ban-without-consultation", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_overlay_is_a_policy_of_its_own_upon_another_of_the_files()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.Copy(Repository.PathOf("rules", "thrive.json"), Path.Combine(folder, "thrive.json"));
        var overlay = File.ReadAllText(Repository.PathOf("rules", "overlays", "example-primary.json"));
        File.WriteAllText(Path.Combine(folder, "school.json"), RuleText.With(overlay, "\"../thrive.json\"", "\"./thrive.json\""));

        var library = PolicyLibrary.FromFolder(folder, new() { ProvesSafeguards = true });
        Assert.Equal(library.For("thrive").Versions[0].Policy, library.For("thrive-example-primary").Versions[0].Policy.Base);

        File.Move(Path.Combine(folder, "thrive.json"), Path.Combine(folder, "thrive.txt"));
        Assert.Equal(ProblemCode.UnknownBase, Assert.Single(Refused(() => PolicyLibrary.FromFolder(folder))).Code);
    }

    [Fact]
    public void An_overlay_that_is_named_alone_is_read_with_its_base() =>
        Assert.NotNull(Assert.Single(PolicyLibrary.Of([PolicySource.FromFile(Repository.PathOf("rules", "overlays", "example-primary.json"))]).Policies).Versions[0].Policy.Base);

    [Fact]
    public void An_overlay_that_asks_for_less_is_refused_where_proofs_are_asked()
    {
        var overlay = PolicySource.FromFile(Repository.PathOf("tests", "ConductPolicy.Tests", "files", "proofs", "bad", "overlay-with-longer-bars.json"));
        Assert.Single(PolicyLibrary.Of([overlay]).Policies);
        Assert.All(Refused(() => PolicyLibrary.Of([overlay], new() { ProvesSafeguards = true, UsesDrafts = true })), problem => Assert.Equal((ProblemCode.MorePermissive, overlay.Name), (problem.Code, problem.File)));
    }

    [Fact]
    public void A_folder_is_read_whole_or_not_at_all()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "qet.json"), Rules.Text("1"));
        File.WriteAllText(Path.Combine(folder, ".qet.json.swp.json"), "{");
        File.WriteAllText(Path.Combine(folder, "qet.cases.json"), "{");
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "{");
        Assert.Equal("qet", Assert.Single(PolicyLibrary.FromFolder(folder).Policies).Id);

        File.Copy(Repository.PathOf("rules", "examples", "qet", "ban-in-force.json"), Path.Combine(folder, "case.json"));
        File.CreateSymbolicLink(Path.Combine(folder, "gone.json"), Path.Combine(folder, "nowhere.json"));
        Assert.Equal([(ProblemCode.CannotRead, "gone.json")], Refused(() => PolicyLibrary.FromFolder(folder)).Select(problem => (problem.Code, Path.GetFileName(problem.File))));
        File.Delete(Path.Combine(folder, "gone.json"));
        Assert.Equal([(ProblemCode.WrongFile, "case.json")], Refused(() => PolicyLibrary.FromFolder(folder)).Select(problem => (problem.Code, Path.GetFileName(problem.File))));
        Assert.Equal(ProblemCode.CannotRead, Assert.Single(Refused(() => PolicyLibrary.FromFolder(Path.Combine(folder, "nowhere")))).Code);
    }

    [Fact]
    public void A_stream_that_does_not_know_its_length_is_read_to_its_end_and_no_further_than_the_limit()
    {
        using var endless = new EndlessStream();
        Assert.Equal(ProblemCode.TooLarge, Assert.Single(Refused(() => PolicySource.FromStream("endless", endless))).Code);
    }

    [Fact]
    public void The_hash_goes_by_what_the_files_say_and_not_by_their_names_or_order()
    {
        var one = Rules.Source("one.json", Rules.Text("1"));
        var two = Rules.Source("two.json", Rules.Text("2", "2026-09-01"));
        var hash = PolicyLibrary.Of([one, two]).Hash;
        Assert.Equal(hash, PolicyLibrary.Of([Rules.Source("a.json", Rules.Text("2", "2026-09-01")), Rules.Source("b.json", Rules.Text("1"))]).Hash);
        Assert.NotEqual(hash, PolicyLibrary.Of([one]).Hash);
        Assert.NotEqual(hash, PolicyLibrary.Of([one, Rules.Version("2", "2026-09-01", changed: text => $"{text} ")]).Hash);
    }

    [Fact]
    public void A_review_is_overdue_from_the_day_after_the_time_that_the_document_states()
    {
        var library = PolicyLibrary.Shipped();
        var review = Assert.Single(library.ReviewsAsOf(new LocalDate(2027, 8, 31)));
        Assert.Equal(("thrive", "summer 2027", false), (review.Policy.Id, review.Stated, review.IsOverdue));
        Assert.Equal("“summer 2027” is read as the days from 2027-06-01 to 2027-08-31.", review.Reading);
        Assert.True(Assert.Single(library.ReviewsAsOf(new LocalDate(2027, 9, 1))).IsOverdue);
        Assert.Empty(library.ReviewsAsOf(new LocalDate(2024, 8, 31)));
    }

    [Theory]
    [InlineData("Spring 2027", "2027-03-01", "2027-05-31")]
    [InlineData("autumn 2026", "2026-09-01", "2026-11-30")]
    [InlineData("winter 2027", "2027-12-01", "2028-02-29")]
    [InlineData("autumn term 2026", "2026-09-01", "2026-12-31")]
    [InlineData("Spring Term, 2027", "2027-01-01", "2027-04-30")]
    [InlineData("summer term 2027", "2027-04-01", "2027-08-31")]
    [InlineData("2027", "2027-01-01", "2027-12-31")]
    [InlineData("July 2027", "2027-07-01", "2027-07-31")]
    [InlineData("Feb 2028", "2028-02-01", "2028-02-29")]
    [InlineData("2027-07", "2027-07-01", "2027-07-31")]
    [InlineData("14 July 2027", "2027-07-14", "2027-07-14")]
    [InlineData("2027-07-14", "2027-07-14", "2027-07-14")]
    public void A_time_in_words_is_so_many_days(string stated, string from, string to)
    {
        var review = PolicyReview.Of(WithReview(stated), Given.Day0)!;
        Assert.Equal((from, to), (DateText.Iso(review.From!.Value), DateText.Iso(review.To!.Value)));
    }

    [Theory]
    [InlineData("every two years")]
    [InlineData("31 June 2027")]
    [InlineData("sommer 2027")]
    [InlineData("summer")]
    [InlineData("summer 27")]
    public void Words_that_are_not_understood_are_left_to_a_person_and_never_overdue(string stated)
    {
        var review = PolicyReview.Of(WithReview(stated), new LocalDate(2099, 1, 1))!;
        Assert.Equal((null, null, false), (review.From, review.To, review.IsOverdue));
        Assert.Contains(stated, review.Reading, StringComparison.Ordinal);
    }

    private static Policy WithReview(string stated) => Given.QetPolicy with { Document = Given.QetPolicy.Document with { NextReview = stated } };

    private static ValueList<Problem> Refused(Action action) => Assert.Throws<ConductPolicyException>(action).Problems;

    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

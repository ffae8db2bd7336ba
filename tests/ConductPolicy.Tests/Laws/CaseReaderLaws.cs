using System.Text;
using System.Text.Json;
using ConductPolicy.Cases;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Laws;

/// <summary>Cases are read in two ways: at once where they are plain, and with their places where they may not be. The two never differ.</summary>
public sealed class CaseReaderLaws
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(1_000)).WithQuietOnSuccess(true);

    // What a slip of the hand, or a hostile one, may put anywhere.
    private static readonly string[] s_slips =
        ["", "null", "true", "-0", "1.0", "1e3", "1000001", "\"\"", "\" \"", "\"\\u0065\"", "\"\\ud800\"", "\"2026-02-30\"", "\"x-y\"", "[]", "{}", ",", ":", "//", "/**/", "\n", "\u202E", "\"x-own\": 1,", "\"\": 1,", "\"on\": \"2026-11-20\",", "\"of\": \"e1\",", "\"by\": \"ceo\","];

    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_case_that_was_written_is_read_at_once(string id)
    {
        var policy = ShippedPolicies.Load(id);
        var names = new CaseNames(policy);
        Prop.ForAll(CaseArbitrary.DetailedFor(policy), given =>
        {
            var text = CaseFile.Write(given);
            Assert.Equal(given, CaseReader.Read(Encoding.UTF8.GetBytes(text), names));
            Assert.Equal(given, CaseReader.Read(Encoding.UTF8.GetBytes(OnOneLine(text)), names));
        }).Check(s_config);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void What_is_read_at_once_is_a_case_without_a_problem_and_the_same_one(string id)
    {
        var policy = ShippedPolicies.Load(id);
        var names = new CaseNames(policy);
        var slips =
            from given in CaseArbitrary.DetailedFor(policy).Generator
            from at in Gen.Choose(0, 99_999)
            from length in Gen.Choose(0, 12)
            from slip in Gen.OneOf(Gen.Elements(s_slips), Gen.Choose(0, 99_999).Select(place => TokenAt(CaseFile.Write(given), place)))
            select Slipped(CaseFile.Write(given), at, length, slip);
        var accepted = 0;
        Prop.ForAll(Arb.From(slips), text => accepted += Agrees(Encoding.UTF8.GetBytes(text), policy, names) ? 1 : 0).Check(s_config);
        Assert.NotEqual(0, accepted);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Bytes_changed_anywhere_never_end_the_reading(string id)
    {
        var policy = ShippedPolicies.Load(id);
        var names = new CaseNames(policy);
        var changed =
            from given in CaseArbitrary.DetailedFor(policy).Generator
            from places in Gen.ArrayOf(Gen.Choose(0, 99_999), 3)
            from values in Gen.ArrayOf(Gen.Choose(0, 255), 3)
            select Changed(Encoding.UTF8.GetBytes(CaseFile.Write(given)), places, values);
        Prop.ForAll(Arb.From(changed), utf8 => { _ = Agrees(utf8, policy, names); }).Check(s_config);
    }

    [Fact]
    public void Every_example_is_read_at_once()
    {
        foreach (var id in ShippedPolicies.Ids)
        {
            var policy = ShippedPolicies.Load(id);
            var names = new CaseNames(policy);
            foreach (var file in Directory.EnumerateFiles(Repository.PathOf("rules", "examples", id), "*.json"))
            {
                var utf8 = File.ReadAllBytes(file);
                Assert.Equal(CaseFile.Parse(utf8, policy), CaseReader.Read(utf8, names));
                Assert.NotNull(CaseReader.Read(Encoding.UTF8.GetBytes(OnOneLine(Encoding.UTF8.GetString(utf8))), names));
            }
        }
    }

    [Fact]
    public void Every_bad_case_of_the_tests_is_left_to_the_reading_that_words_its_problems()
    {
        var policy = ShippedPolicies.Load("qet");
        var names = new CaseNames(policy);
        var files = Directory.EnumerateFiles(Repository.PathOf("tests", "ConductPolicy.Tests", "files", "cases", "bad"), "*.json").ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(Agrees(File.ReadAllBytes(file), policy, names)));
    }

    // Whether both ways read a case; and where the quick one does, the other reads the same.
    private static bool Agrees(byte[] utf8, Policy policy, CaseNames names)
    {
        if (CaseReader.Read(utf8, names) is not { } read || CaseCheck.Run(read, policy) is not null)
        {
            return false;
        }

        Assert.Equal(CaseFile.Parse(utf8, policy), read);
        return true;
    }

    private static string OnOneLine(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return JsonSerializer.Serialize(document.RootElement);
    }

    private static string TokenAt(string text, int from)
    {
        var tokens = text.Split(' ', '\n').Where(token => token.Length > 0).ToList();
        return tokens[from % tokens.Count];
    }

    private static string Slipped(string text, int at, int length, string slip)
    {
        var place = at % text.Length;
        return string.Concat(text.AsSpan(0, place), slip, text.AsSpan(Math.Min(text.Length, place + length)));
    }

    private static byte[] Changed(byte[] utf8, int[] places, int[] values)
    {
        foreach (var (place, value) in places.Zip(values))
        {
            utf8[place % utf8.Length] = (byte)value;
        }

        return utf8;
    }
}

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary>Answers one line of many: writes to the answers, or throws before it has written anything.</summary>
/// <param name="line">The line in UTF-8, without its end; it is not empty.</param>
/// <param name="number">Its number, counted from 1.</param>
/// <param name="answers">Where the answer goes.</param>
/// <exception cref="ConductPolicyException">The line is bad.</exception>
internal delegate void LineQuestion(ReadOnlySpan<byte> line, int number, LineAnswers answers);

/// <summary>What is said of a batch of lines: the answers, and apart from them what is wrong with the bad ones.</summary>
/// <param name="inputName">The name of the input in problems.</param>
/// <param name="areProblemsAnswers">Whether the problems of a bad line stand among the answers too, in its place, as JSON.</param>
internal sealed class LineAnswers(string inputName, bool areProblemsAnswers)
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly StringBuilder _errors = new();
    private Utf8JsonWriter? _json;

    /// <summary>The answers, each a line.</summary>
    public ReadOnlyMemory<byte> Output => _output.WrittenMemory;

    /// <summary>What is wrong with the bad lines, for people.</summary>
    public string Errors => _errors.ToString();

    /// <summary>How many of the lines were bad.</summary>
    public int Bad { get; private set; }

    /// <summary>Writes an answer as JSON on a line.</summary>
    public void WriteJson<T>(T answer, Action<T, Utf8JsonWriter> write)
    {
        _json ??= new Utf8JsonWriter(_output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        write(answer, _json);
        _json.Flush();
        _json.Reset();
        _output.Write("\n"u8);
    }

    /// <summary>Writes an answer for people, on a line.</summary>
    public void WriteText(string text)
    {
        Encoding.UTF8.GetBytes(text, _output);
        _output.Write("\n"u8);
    }

    /// <summary>Tells what is wrong with a line, at its number and column.</summary>
    public void Refuse(int number, ValueList<Problem> problems)
    {
        Bad++;
        var placed = problems.Select(problem => problem with { File = inputName, Line = number, Column = Math.Max(1, problem.Column) }).ToValueList();
        foreach (var problem in placed)
        {
            _errors.Append(ProblemText.Of(problem, null));
        }

        if (areProblemsAnswers)
        {
            WriteJson((number, placed), static (bad, writer) =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("line", bad.number);
                ProblemText.WriteJson(writer, bad.placed);
                writer.WriteEndObject();
            });
        }
    }

    public void Clear()
    {
        _output.ResetWrittenCount();
        _errors.Clear();
        Bad = 0;
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace ConductPolicy.Cli;

/// <summary>
/// Answers many lines on all cores: read in batches, answered side by side, written in the order of the input. A batch that is not
/// written yet keeps the next from being read, so that memory does not grow with the input.
/// </summary>
/// <remarks>Ctrl-C, or the signal to end, stops the reading; what was read is answered and written whole. Asked a second time, the program ends at once.</remarks>
internal sealed class LineByLine
{
    private const int BatchesPerWorker = 4;

    private readonly LineQuestion _question;
    private readonly LineInput _input;
    private readonly bool _areProblemsAnswers;
    private readonly TaskFactory _workers;
    private readonly Channel<Task<LineBatch>> _batches;
    private readonly ConcurrentBag<LineBatch> _spare = [];
    private int _exitWhenStopped;

    private LineByLine(LineInput input, LineQuestion question, bool areProblemsAnswers, int workers)
    {
        _input = input;
        _question = question;
        _areProblemsAnswers = areProblemsAnswers;
        _workers = new TaskFactory(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, workers).ConcurrentScheduler);
        _batches = Channel.CreateBounded<Task<LineBatch>>(workers * BatchesPerWorker);
    }

    /// <summary>How many lines were answered, those with nothing in them too.</summary>
    public int Lines { get; private set; }

    /// <summary>How many of them were bad.</summary>
    public int Bad { get; private set; }

    /// <summary>The exit status: whether there was a bad line, or whether it was stopped.</summary>
    public int Exit => _exitWhenStopped != 0 ? _exitWhenStopped : Bad > 0 ? ExitCode.FallsShort : ExitCode.Fine;

    /// <summary>Answers every line.</summary>
    /// <param name="input">The lines.</param>
    /// <param name="question">What is asked of each, on several threads.</param>
    /// <param name="areProblemsAnswers">Whether the problems of a bad line stand among the answers too.</param>
    /// <param name="workers">How many lines are worked on at a time.</param>
    /// <exception cref="ConductPolicyException">The input cannot be read.</exception>
    public static LineByLine Answer(LineInput input, LineQuestion question, bool areProblemsAnswers = true, int? workers = null)
    {
        var run = new LineByLine(input, question, areProblemsAnswers, workers ?? Environment.ProcessorCount);
        run.Run();
        return run;
    }

    private void Run()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Interrupted));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated));

        // A read that waits for a terminal cannot be stopped, so nothing waits for its thread.
        new Thread(Read) { IsBackground = true }.Start();
        using (var output = Console.OpenStandardOutput())
        {
            LineProgress.Follow(_input, show => Write(output, show));
        }

        if (_exitWhenStopped != 0)
        {
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"Stopped: {Lines} {(Lines == 1 ? "line was" : "lines were")} done.\n"));
        }
    }

    private void Stop(PosixSignalContext context, int exit)
    {
        if (Interlocked.CompareExchange(ref _exitWhenStopped, exit, 0) == 0)
        {
            context.Cancel = true;
            _batches.Writer.TryComplete();
        }
    }

    private void Read()
    {
        try
        {
            ReadBatches();
            _batches.Writer.TryComplete();
        }
        catch (ChannelClosedException)
        {
            // It was stopped: what was read and not handed on is not answered.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _batches.Writer.TryComplete(_input.CannotRead(error));
        }
    }

    // A batch begins with a line and holds what came up to the last line that has ended.
    private void ReadBatches()
    {
        var batch = Empty(1);
        while (batch.ReadFrom(_input.Stream) is var count and > 0)
        {
            var feed = batch.Bytes[^count..].LastIndexOf((byte)'\n');
            if (feed >= 0)
            {
                batch = HandOn(batch, batch.Length - count + feed + 1);
            }
            else if (batch.Length > LineBatch.LongestLine)
            {
                batch.Clear();
                batch.IsTooLong = true;
                batch = SkipLine(batch);
            }
        }

        if (batch.Length > 0)
        {
            Enqueue(batch);
        }
    }

    private LineBatch SkipLine(LineBatch tooLong)
    {
        var rest = Empty(tooLong.First + 1);
        Enqueue(tooLong);
        while (rest.ReadFrom(_input.Stream) > 0)
        {
            var feed = rest.Bytes.IndexOf((byte)'\n');
            if (feed >= 0)
            {
                var first = Empty(rest.First);
                rest.MoveTo(first, feed + 1);
                _spare.Add(rest);

                // What came with the end of the long line may hold whole lines.
                var last = first.Bytes.LastIndexOf((byte)'\n');
                return last < 0 ? first : HandOn(first, last + 1);
            }

            rest.DropBytes();
        }

        return rest;
    }

    private LineBatch HandOn(LineBatch batch, int end)
    {
        var next = Empty(batch.First + batch.Bytes[..end].Count((byte)'\n'));
        batch.MoveTo(next, end);
        Enqueue(batch);
        return next;
    }

    // Waits where enough batches are under way.
    private void Enqueue(LineBatch batch)
    {
        var answered = _workers.StartNew(() =>
        {
            batch.Answer(_question);
            return batch;
        });
        _batches.Writer.WriteAsync(answered).AsTask().GetAwaiter().GetResult();
    }

    private LineBatch Empty(int first)
    {
        var batch = _spare.TryTake(out var spare) ? spare : new LineBatch(new LineAnswers(_input.Name, _areProblemsAnswers));
        batch.Clear();
        batch.First = first;
        return batch;
    }

    // Once it is stopped, what is being answered is still written.
    private void Write(Stream output, Action<LineBatch> show)
    {
        while (_batches.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_batches.Reader.TryRead(out var next))
            {
                var batch = next.GetAwaiter().GetResult();
                output.Write(batch.Answers.Output.Span);
                Lines += batch.Lines;
                Bad += batch.Answers.Bad;
                show(batch);
                _spare.Add(batch);
            }
        }
    }
}

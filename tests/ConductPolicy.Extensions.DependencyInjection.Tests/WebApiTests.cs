using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ConductPolicy.Extensions.DependencyInjection.Tests;

/// <summary>The example, run as a process of its own and asked over HTTP.</summary>
public sealed class WebApiTests : IAsyncLifetime, IDisposable
{
    private const string Listening = "Now listening on: ";
    private readonly RuleFolder _folder = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };
    private Process? _process;

    public async Task InitializeAsync()
    {
        _folder.Write(RuleFolder.Rules(1));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "ConductPolicy.WebApi.dll"), "--urls", "http://127.0.0.1:0",
            "--ConductPolicy:Folder", _folder.Path, "--ConductPolicy:PollInterval", "00:00:00.050", "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information",
        })
        {
            start.ArgumentList.Add(argument);
        }

        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                listening.TrySetException(new InvalidOperationException("the example ended before it listened"));
            }
            else if (line.Data.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                listening.TrySetResult(line.Data[(at + Listening.Length)..].Trim());
            }
        };
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        _client.BaseAddress = new Uri(await listening.Task.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_case_is_decided_and_new_rules_decide_the_next()
    {
        var first = await Decide("harbour", GivenCase.Complaints(3));
        Assert.Equal(("00001", "yes"), (first.GetProperty("policy").GetProperty("version").GetString(), first.GetProperty("breach").GetString()));
        Assert.Equal(RuleFolder.HashOf(RuleFolder.Rules(1)), first.GetProperty("policy").GetProperty("hash").GetString());
        Assert.Equal("Healthy", await _client.GetStringAsync(new Uri("/health", UriKind.Relative)));

        _folder.RenameOver(RuleFolder.Rules(2));
        var waited = Stopwatch.StartNew();
        JsonElement next;
        while ((next = await Decide("harbour", GivenCase.Complaints(3))).GetProperty("policy").GetProperty("version").GetString() != "00002")
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), "the new version does not decide");
            await Task.Delay(10);
        }

        Assert.Equal("no", next.GetProperty("breach").GetString());
        _folder.RenameOver("{");
        while (await _client.GetStringAsync(new Uri("/health", UriKind.Relative)) != "Degraded")
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), "the health is not degraded");
            await Task.Delay(10);
        }

        Assert.Equal("00002", (await Decide("harbour", GivenCase.Complaints(3))).GetProperty("policy").GetProperty("version").GetString());
    }

    [Fact]
    public async Task What_cannot_be_decided_is_answered_with_its_problems()
    {
        var (status, body) = await Post("harbour", "{ \"id\": \"c\", \"incidents\": [{ \"id\": \"i1\", \"on\": \"2026-11-18\", \"behaviours\": [\"shoutin\"] }], \"asOf\": \"2026-11-20\" }"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var problem = Assert.Single(body.GetProperty("problems").EnumerateArray());
        Assert.Equal(("unknown-reference", "/incidents/0/behaviours/0", 1), (problem.GetProperty("code").GetString(), problem.GetProperty("pointer").GetString(), problem.GetProperty("line").GetInt32()));

        Assert.Equal(HttpStatusCode.NotFound, (await Post("nowhere", GivenCase.Complaints(3))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("harbour", "{"u8.ToArray())).Status);
        using var large = new ByteArrayContent(new byte[2 * 1024 * 1024]);
        using var answer = await _client.PostAsync(new Uri("/decide?policy=harbour", UriKind.Relative), large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("00001", (await _client.GetFromJsonAsync<JsonElement>("/policies"))[0].GetProperty("version").GetString());
    }

    private async Task<JsonElement> Decide(string policy, byte[] given)
    {
        var (status, body) = await Post(policy, given);
        Assert.Equal(HttpStatusCode.OK, status);
        return body;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Post(string policy, byte[] given)
    {
        using var content = new ByteArrayContent(given);
        using var answer = await _client.PostAsync(new Uri($"/decide?policy={policy}", UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}

using ConductPolicy.Decisions;
using ConductPolicy.Extensions.DependencyInjection;
using ConductPolicy.Loading;
using NodaTime;

// POST a case to /decide?policy=qet and have the decision back. What a case says is not logged.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddConductPolicy(builder.Configuration.GetSection("ConductPolicy"));
builder.Services.AddHealthChecks().AddConductPolicy();
builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = 1024 * 1024);

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapGet("/policies", (PolicyProvider policies) => policies.Current.Policies.SelectMany(policy => policy.Versions).Select(version =>
    new { version.Policy.Id, version.Policy.Version, version.Policy.Hash, From = version.From?.ToDateOnly(), To = version.To?.ToDateOnly() }));
app.MapPost("/decide", async (HttpRequest request, PolicyProvider policies, string policy, string? incident, DateOnly? asOf) =>
{
    using var body = new MemoryStream();
    await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
    try
    {
        var day = asOf is { } on ? LocalDate.FromDateOnly(on) : default(LocalDate?);
        return Results.Text(policies.Decide(policy, body.ToArray(), incident, day).ToJson(), "application/json");
    }
    catch (ConductPolicyException refused)
    {
        var problems = refused.Problems.Select(problem => new { problem.Code, problem.Line, problem.Column, problem.Pointer, problem.Message, problem.Help });
        return Results.Json(new { problems }, statusCode: refused.Problems[0].Code == ProblemCode.UnknownPolicy ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest);
    }
});
app.Run();

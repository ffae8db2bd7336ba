using BenchmarkDotNet.Running;
using ConductPolicy.RulesEngine.Benchmarks;

// `first` reports the time to the first answer; `first WHAT POLICY` measures it once, in this process.
if (args is ["first"])
{
    FirstDecision.Report();
    return;
}

if (args is ["first", var what, var policy])
{
    FirstDecision.Measure(what, policy);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

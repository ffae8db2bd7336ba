using System.Globalization;
using BenchmarkDotNet.Running;
using ConductPolicy.Benchmarks;

// `rule-set BYTES` prints a large rule set, to measure the tool with.
if (args is ["rule-set", var bytes])
{
    Console.Out.Write(LargeRuleSet.Of(int.Parse(bytes, CultureInfo.InvariantCulture)));
    return;
}

// `bulk [POLICY] [COUNT…]` audits that many generated cases with the tool, and prints a report.
if (args is ["bulk", ..])
{
    BulkAudit.Report(args[1..]);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

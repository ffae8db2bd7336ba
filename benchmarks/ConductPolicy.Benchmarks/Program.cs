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

// `proofs [TIMES…]` measures the analysis of the policies that ship, and of ones that many times as large; ten by default.
if (args is ["proofs", ..])
{
    ProofSizes.Report([.. args.Skip(1).Select(times => int.Parse(times, CultureInfo.InvariantCulture)).DefaultIfEmpty(10)]);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

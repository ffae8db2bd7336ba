#!/usr/bin/env bash
# How long the tool takes to start and decide, beside an empty .NET console program on the same machine.
# The tool is compiled as its packages are (-p:AheadOfTime=true). Usage: benchmarks/startup.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-60}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

dotnet publish src/ConductPolicy.Cli -c Release -r linux-x64 -p:AheadOfTime=true -o "$place/tool" >/dev/null
dotnet new console -n Empty -o "$place/empty" --framework net10.0 >/dev/null
dotnet build "$place/empty" -c Release -o "$place/empty/out" >/dev/null
dotnet build-server shutdown >/dev/null

decide="$place/tool/conduct-policy decide --case rules/examples/qet/ban-with-one-consultation-missing.json"
names=("an empty .NET console program" "\`decide --policy qet\`" "\`decide --policy qet --format json\`" "\`decide --policy rules/qet.json\`, checked first")
commands=("dotnet $place/empty/out/Empty.dll" "$decide --policy qet" "$decide --policy qet --format json" "$decide --policy rules/qet.json")

# In turn, so that whatever else the machine does falls on all alike.
for ((run = -3; run < runs; run++)); do
    for i in "${!commands[@]}"; do
        start=$(date +%s%N)
        ${commands[$i]} >/dev/null
        end=$(date +%s%N)
        [ "$run" -lt 0 ] || echo $(((end - start) / 10000)) >>"$place/times.$i"
    done
done

median() { sort -n "$place/times.$1" | awk '{ v[NR] = $1 } END { printf "%.1f", v[int((NR + 1) / 2)] / 100 }'; }
empty=$(median 0)
echo "| median of $runs runs | ms | times the empty program |"
echo "|---|---:|---:|"
for i in "${!commands[@]}"; do
    awk -v t="$(median "$i")" -v e="$empty" -v n="${names[$i]}" 'BEGIN { printf "| %s | %.1f | %.2f |\n", n, t, t / e }'
done

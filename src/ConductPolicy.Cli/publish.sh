#!/usr/bin/env bash
# The tool as one file for machines without .NET: artifacts/tool/PLATFORM/conduct-policy (.exe on Windows).
# Usage: src/ConductPolicy.Cli/publish.sh [--output FOLDER] [PLATFORM…]     PLATFORM: linux-x64, win-x64; both where none is named
set -euo pipefail
project=$(dirname "$0")
output="$project/../../artifacts/tool"
if [ "${1:-}" = --output ]; then
    output=${2:?--output needs a folder}
    shift 2
fi

[ $# -gt 0 ] || set -- linux-x64 win-x64
for platform in "$@"; do
    dotnet publish "$project" -c Release -r "$platform" -p:AheadOfTime=true -p:PublishSingleFile=true -o "$output/$platform"
    rm -f "$output/$platform"/*.xml "$output/$platform"/*.pdb
done

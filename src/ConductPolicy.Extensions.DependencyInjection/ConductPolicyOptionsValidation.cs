using System.Globalization;
using Microsoft.Extensions.Options;

namespace ConductPolicy.Extensions.DependencyInjection;

/// <summary>Refuses options that cannot be meant, each by its name.</summary>
internal sealed class ConductPolicyOptionsValidation : IValidateOptions<ConductPolicyOptions>
{
    private const int HashLength = 64;

    public ValidateOptionsResult Validate(string? name, ConductPolicyOptions options)
    {
        var failures = new List<string>();
        if (options.PollInterval < ConductPolicyOptions.ShortestPollInterval || options.PollInterval > ConductPolicyOptions.LongestPollInterval)
        {
            failures.Add(string.Create(
                CultureInfo.InvariantCulture, $"`PollInterval` is {options.PollInterval}; it is from {ConductPolicyOptions.ShortestPollInterval} to {ConductPolicyOptions.LongestPollInterval}."));
        }

        if (options.Folder is { } folder && string.IsNullOrWhiteSpace(folder))
        {
            failures.Add("`Folder` is empty: leave it out for the policies that come with the library, or name a folder.");
        }

        foreach (var hash in options.ApprovedHashes ?? [])
        {
            if (hash?.Trim() is not { Length: HashLength } text || !text.All(char.IsAsciiHexDigit))
            {
                failures.Add($"`ApprovedHashes` has `{hash}`, which is no SHA-256: it is 64 hexadecimal digits, as `decide --format json` and `sha256sum` print it.");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

using System.Text.RegularExpressions;

namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>Finds the region in the host names of services that write it there.</summary>
internal static partial class S3Region
{
    /// <summary>What servers without regions expect.</summary>
    public const string Default = "us-east-1";

    public static string? FromHost(string host) => RegionalHost().Match(host) is { Success: true } match ? match.Groups["region"].Value : null;

    /// <summary>Services that take the bucket in the host name and may one day no longer take it in the path.</summary>
    public static bool PrefersVirtualHost(string host) => host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^s3[.-](dualstack\.)?(?<region>[a-z]{2,}(-[a-z0-9]+)+)\.(scw\.cloud|amazonaws\.com)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RegionalHost();
}

using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Listing;

/// <summary>A secret of the source with its versions, as they were listed.</summary>
internal sealed record SourceSecret
{
    /// <summary>The secret.</summary>
    public required Secret Secret { get; init; }

    /// <summary>Its versions in ascending order of revision.</summary>
    public IReadOnlyList<SecretVersion> Versions { get; init; } = [];

    /// <summary>Revisions that the selection leaves out; their metadata is kept.</summary>
    public IReadOnlySet<int> LeftOutRevisions { get; init; } = new HashSet<int>();

    /// <summary>Its directory in the snapshot, or null when it can't be in one.</summary>
    public string? Directory { get; init; }

    /// <summary>What is missing from this entry and why, or empty.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The error behind <see cref="Problem"/> when one refused what should have worked.</summary>
    public Exception? Error { get; init; }
}

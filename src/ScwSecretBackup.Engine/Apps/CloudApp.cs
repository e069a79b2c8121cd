using ScwSecretBackup.Engine.Layout;

namespace ScwSecretBackup.Engine.Apps;

/// <summary>A registered source or destination: a project in a region, where its API key is found, and the SLA attributes.</summary>
public sealed record CloudApp
{
    /// <summary>Name it was registered under.</summary>
    public required string Name { get; init; }

    /// <summary>Project.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Region.</summary>
    public required string Region { get; init; }

    /// <summary>Base address of the API; null leaves it to the environment and the profile.</summary>
    public Uri? ApiUrl { get; init; }

    /// <summary>Where the API key is; null leaves it to whoever runs the command.</summary>
    public CredentialReference? Credential { get; init; }

    /// <summary>SLA attribute, or empty.</summary>
    public string Environment { get; init; } = "";

    /// <summary>SLA attribute.</summary>
    public IReadOnlyList<string> DataClasses { get; init; } = [];

    /// <summary>Data set id of a source's own; null for the one that project and region give.</summary>
    public string? OwnDataset { get; init; }

    /// <summary>When the API key expires, as far as the user said.</summary>
    public DateTimeOffset? KeyExpiresAt { get; init; }

    /// <summary>Stable id of the source in its snapshots (ARCHITECTURE §4).</summary>
    public string Dataset => OwnDataset ?? new SnapshotSource(Region, ProjectId).Dataset;

    /// <summary>What is wrong with it, or null.</summary>
    public string? FindFault() =>
        AppRules.NameFault(Name)
        ?? AppRules.UuidFault("projectId", ProjectId)
        ?? AppRules.RegionFault("region", Region)
        ?? AppRules.ApiUrlFault("apiUrl", ApiUrl)
        ?? AppRules.TextFault("environment", Environment)
        ?? DataClasses.Select(value => AppRules.RequiredTextFault("dataClasses", value)).FirstOrDefault(fault => fault is not null)
        ?? (OwnDataset is null ? null : AppRules.UuidFault("dataset", OwnDataset))
        ?? Credential?.FindFault();
}

namespace ScwSecretBackup.Engine.Apps;

/// <summary>A registered store: where it is, and where its passphrase and the key of its bucket are found.</summary>
public sealed record StoreApp
{
    /// <summary>Name it was registered under.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute path of a folder, or an address such as <c>s3://…</c>.</summary>
    public required string Location { get; init; }

    /// <summary>Repository id of the store, so that another one in its place shows; null while nobody has seen it.</summary>
    public Guid? StoreId { get; init; }

    /// <summary>Where the passphrase is; null leaves it to whoever runs the command.</summary>
    public PassphraseReference? Passphrase { get; init; }

    /// <summary>Where the API key for an address is; null leaves it to whoever runs the command.</summary>
    public CredentialReference? Credential { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? FindFault() =>
        AppRules.NameFault(Name)
        ?? AppRules.RequiredTextFault("location", Location)
        ?? LocationFault()
        ?? Passphrase?.FindFault()
        ?? Credential?.FindFault()
        ?? (Credential is { Profile: not null } or { SecretKeyVariable: not null, AccessKeyVariable: null }
            ? "'credential' of a store must name two variables, for access key and secret key, or a vault secret"
            : null);

    private string? LocationFault()
    {
        if (!Location.Contains("://", StringComparison.Ordinal))
        {
            return Path.IsPathFullyQualified(Location) ? null : "'location' is neither an absolute path nor an address";
        }

        return Uri.TryCreate(Location, UriKind.Absolute, out Uri? address) && address.UserInfo.Length == 0
            ? null
            : "'location' is not an address, or holds a user name or key, which must not be registered";
    }
}

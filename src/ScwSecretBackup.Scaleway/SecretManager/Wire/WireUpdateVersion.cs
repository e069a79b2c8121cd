namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>Body of "update version"; null fields are left out, which means "unchanged".</summary>
internal sealed class WireUpdateVersion
{
    public string? Description { get; set; }

    public WireEphemeralProperties? EphemeralProperties { get; set; }
}

namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>Body of "create version" without the payload (SECRET-MANAGER §4.3); null fields are left out.</summary>
internal sealed class WireCreateVersionFields
{
    public string? Description { get; set; }

    public bool? DisablePrevious { get; set; }

    public uint? DataCrc32 { get; set; }
}

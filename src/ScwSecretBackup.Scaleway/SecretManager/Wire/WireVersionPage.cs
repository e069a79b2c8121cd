namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>One page of "list versions".</summary>
internal sealed class WireVersionPage
{
    public List<WireVersion?>? Versions { get; set; }

    public int? TotalCount { get; set; }
}

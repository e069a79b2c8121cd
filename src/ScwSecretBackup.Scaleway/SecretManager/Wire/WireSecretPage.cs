namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>One page of "list secrets".</summary>
internal sealed class WireSecretPage
{
    public List<WireSecret?>? Secrets { get; set; }

    public int? TotalCount { get; set; }
}

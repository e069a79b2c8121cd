namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>Body of "update secret"; null fields are left out, which means "unchanged".</summary>
internal sealed class WireUpdateSecret
{
    public string? Name { get; set; }

    public string? Path { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    public string? Description { get; set; }

    public WireEphemeralPolicy? EphemeralPolicy { get; set; }

    public static WireUpdateSecret From(UpdateSecretRequest request) => new()
    {
        Name = request.Name,
        Path = request.Path,
        Tags = request.Tags,
        Description = request.Description,
        EphemeralPolicy = WireEphemeralPolicy.From(request.EphemeralPolicy),
    };
}

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>The two sides of one secret; at least one is there.</summary>
internal sealed record SecretPair(ComparedSecret? Reference, ComparedSecret? Difference)
{
    /// <summary>Folder by which the pair is known: the reference's, where there is one.</summary>
    public string Folder => Known.Metadata.Path;

    /// <summary>Name by which the pair is known.</summary>
    public string Name => Known.Metadata.Name;

    private ComparedSecret Known => Reference ?? Difference!;
}

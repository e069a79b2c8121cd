using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>One side of a comparison.</summary>
internal abstract class ComparedSecret
{
    /// <summary>The secret.</summary>
    public abstract Secret Metadata { get; }

    /// <summary>Why nothing is known of its versions, or empty.</summary>
    public virtual string Gap => "";

    /// <summary>What of it can't be read, or empty.</summary>
    public virtual string Damage => "";

    /// <summary>Its versions in ascending order; null when the secret vanished meanwhile.</summary>
    public abstract Task<IReadOnlyList<VersionFacts>?> LoadVersionsAsync(CancellationToken cancellationToken);

    /// <summary>Looks at a value without destroying it.</summary>
    public abstract Task<ValueLook> LookAsync(VersionFacts version, CancellationToken cancellationToken);
}

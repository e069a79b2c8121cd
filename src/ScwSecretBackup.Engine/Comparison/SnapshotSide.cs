using System.Buffers;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>A secret of a snapshot.</summary>
internal sealed class SnapshotSide : ComparedSecret
{
    private readonly SnapshotSecret _secret;
    private readonly SnapshotDocuments _documents;
    private readonly Fingerprinter _fingerprinter;

    /// <summary>Takes a secret that was read with <paramref name="documents"/>.</summary>
    public SnapshotSide(SnapshotSecret secret, Secret metadata, SnapshotDocuments documents, Fingerprinter fingerprinter)
    {
        _secret = secret;
        _documents = documents;
        _fingerprinter = fingerprinter;
        Metadata = metadata;
    }

    /// <summary>The secret in the snapshot.</summary>
    public SnapshotSecret Captured => _secret;

    /// <inheritdoc />
    public override Secret Metadata { get; }

    /// <inheritdoc />
    public override string Gap => _secret.Gap;

    /// <inheritdoc />
    public override string Damage => _secret.Damage;

    /// <inheritdoc />
    public override Task<IReadOnlyList<VersionFacts>?> LoadVersionsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<VersionFacts>?>([.. _secret.Versions.Select(version => VersionFacts.Of(version.Metadata))]);

    /// <inheritdoc />
    public override async Task<ValueLook> LookAsync(VersionFacts version, CancellationToken cancellationToken)
    {
        SnapshotVersion captured = _secret.Versions.Single(candidate => candidate.Metadata.Revision == version.Revision);
        if (captured.ValueEntry is null)
        {
            return ValueLook.Impossible($"the snapshot does not hold it: {captured.Reason}");
        }

        using IMemoryOwner<byte> value = await _documents.ReadAsync(captured.ValueEntry, ServiceLimits.ValueBytes, cancellationToken).ConfigureAwait(false);
        return new ValueLook(_fingerprinter.Compute(value.Memory.Span), "");
    }
}

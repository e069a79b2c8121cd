using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Reads single values out of a snapshot.</summary>
public sealed class SnapshotValueReader
{
    private readonly KlosetStore _store;

    /// <summary>Reads from an open store.</summary>
    public SnapshotValueReader(KlosetStore store) => _store = store;

    /// <summary>The value of one version; without a revision that of the newest enabled version whose value is there. The caller disposes it.</summary>
    /// <exception cref="EngineException">There is no such secret or version, the name is ambiguous, or the value is not in the snapshot.</exception>
    public async Task<SnapshotValue> ReadAsync(SnapshotHeader snapshot, SecretReference secret, int? revision, CancellationToken cancellationToken)
    {
        SnapshotReader reader = await _store.OpenSnapshotAsync(snapshot.Id, cancellationToken).ConfigureAwait(false);
        var documents = new SnapshotDocuments(reader);
        var loader = new SecretLoader(reader, await documents.ReadManifestAsync(cancellationToken).ConfigureAwait(false));
        SnapshotSecret found = await FindAsync(snapshot, reader, loader, secret, cancellationToken).ConfigureAwait(false);
        SnapshotVersion version = Choose(found, secret, revision);
        return new SnapshotValue(
            await documents.ReadAsync(version.ValueEntry!, ServiceLimits.ValueBytes, cancellationToken).ConfigureAwait(false), found, version);
    }

    private async Task<SnapshotSecret> FindAsync(
        SnapshotHeader snapshot, SnapshotReader reader, SecretLoader loader, SecretReference secret, CancellationToken cancellationToken)
    {
        if (await FindByPathAsync(reader, loader, secret, cancellationToken).ConfigureAwait(false) is { } direct)
        {
            return direct;
        }

        var matches = new List<SnapshotSecret>();
        await foreach (SnapshotSecret candidate in new SnapshotCatalog(_store).ReadSecretsAsync(snapshot, cancellationToken).ConfigureAwait(false))
        {
            if (Matches(candidate, secret))
            {
                matches.Add(candidate);
            }
        }

        if (matches.Find(candidate => candidate.Damage.Length > 0) is { } damaged && (secret.Id is null || matches.TrueForAll(candidate => candidate.Damage.Length > 0)))
        {
            throw new EngineException(EngineErrorKind.DamagedSnapshot, damaged.Damage, "An older or newer snapshot may hold the value; check the store with Test-ScwStore.");
        }

        matches.RemoveAll(candidate => candidate.Damage.Length > 0);
        return matches switch
        {
            [var only] => only,
            [] => throw new EngineException(
                EngineErrorKind.SecretNotFound,
                $"Snapshot {snapshot.Id} holds no secret '{secret}'.",
                "Check the spelling, capital letters included; list what the snapshot holds with Get-ScwSnapshotItem."),
            _ => throw new EngineException(
                EngineErrorKind.SecretNotFound,
                $"Snapshot {snapshot.Id} holds {matches.Count} secrets '{secret}'.",
                "Give the folder too, or pipe the item that Get-ScwSnapshotItem returned."),
        };
    }

    /// <summary>The secret at the directory its folder and name give, when it is the only one that can be meant: its id says so.</summary>
    private static async Task<SnapshotSecret?> FindByPathAsync(
        SnapshotReader reader, SecretLoader loader, SecretReference secret, CancellationToken cancellationToken)
    {
        if (secret is not { Folder: { } folder, Id: { } id } || SecretPath.TryCreate(folder, secret.Name, out _) is not { } path)
        {
            return null;
        }

        foreach (string directory in (string[])[path.Directory, path.DirectoryFor(id, wholeId: false), path.DirectoryFor(id, wholeId: true)])
        {
            if (await reader.FindAsync(SnapshotLayout.SecretDocumentPath(directory), cancellationToken).ConfigureAwait(false) is not { } document)
            {
                continue;
            }

            bool hasVersions = await reader.FindAsync(SnapshotLayout.VersionsPath(directory), cancellationToken).ConfigureAwait(false) is not null;
            SnapshotSecret found = await loader
                .LoadDamagedAsync(new SecretDirectory(directory, document, hasVersions), cancellationToken).ConfigureAwait(false);
            if (found.Damage.Length == 0 && Matches(found, secret))
            {
                return found;
            }
        }

        return null;
    }

    private static bool Matches(SnapshotSecret candidate, SecretReference secret) =>
        candidate.Metadata.Name == secret.Name
        && (secret.Folder is null || SecretPath.NormalizeFolder(candidate.Metadata.Path) == SecretPath.NormalizeFolder(secret.Folder))
        && (secret.Id is null || !candidate.HasMetadata || candidate.Metadata.Id == secret.Id);

    private static SnapshotVersion Choose(SnapshotSecret secret, SecretReference reference, int? revision)
    {
        SnapshotVersion version = revision is { } number
            ? secret.Versions.FirstOrDefault(candidate => candidate.Metadata.Revision == number)
                ?? throw ValueMissing($"The secret '{reference}' has no revision {number} in the snapshot.")
            : secret.Versions.LastOrDefault(candidate => candidate.Metadata.Status == VersionStatus.Enabled && candidate.ValueEntry is not null)
                ?? throw ValueMissing($"The secret '{reference}' has no enabled version whose value is in the snapshot.");
        return version.ValueEntry is not null
            ? version
            : throw ValueMissing($"The value of '{reference}' revision {version.Metadata.Revision} is not in the snapshot: {version.Reason}.");
    }

    private static EngineException ValueMissing(string message) => new(
        EngineErrorKind.ValueNotFound, message, "List the versions with Get-ScwSnapshotItem; an older snapshot may hold the value.");
}

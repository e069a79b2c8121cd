using System.Collections.Concurrent;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Listing;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>Checks one secret of a snapshot: its documents, that they and the values belong together, and the values. Safe for concurrent use.</summary>
internal sealed class SecretCheck
{
    private readonly ValueCheck _values = new();
    private readonly ConcurrentDictionary<(Mac Document, Mac Versions), SecretVerdict> _known = new();
    private readonly bool _structureOnly;

    /// <summary>Reads everything, or with <paramref name="structureOnly"/> only which files there are.</summary>
    public SecretCheck(bool structureOnly) => _structureOnly = structureOnly;

    /// <summary>Checks a secret; one that another snapshot has with the same files is not read again.</summary>
    public async Task<SecretVerdict> CheckAsync(SnapshotReader reader, SecretLoader loader, SecretDirectory directory, CancellationToken cancellationToken)
    {
        try
        {
            SnapshotEntry file = directory.RequireDocument();
            Mac? versions = directory.HasVersions
                ? await reader.GetDirectoryIdentityAsync(SnapshotLayout.VersionsPath(directory.Path), cancellationToken).ConfigureAwait(false)
                : Mac.Nil;
            if (file.Content is not { } document || versions is not { } identity)
            {
                return await ReadAsync(reader, loader, directory, cancellationToken).ConfigureAwait(false);
            }

            if (!_known.TryGetValue((document.Id, identity), out SecretVerdict? verdict))
            {
                verdict = await ReadAsync(reader, loader, directory, cancellationToken).ConfigureAwait(false);
                _known[(document.Id, identity)] = verdict;
            }

            return verdict;
        }
        catch (Exception exception) when (exception is EngineException or KlosetException)
        {
            return new SecretVerdict { Name = directory.Path, Problems = [new ContentProblem(0, FindingSeverity.Error, exception.Message)] };
        }
    }

    private Task<SecretVerdict> ReadAsync(SnapshotReader reader, SecretLoader loader, SecretDirectory directory, CancellationToken cancellationToken) =>
        _structureOnly ? ListAsync(reader, directory, cancellationToken) : LoadAsync(reader, loader, directory, cancellationToken);

    private async Task<SecretVerdict> LoadAsync(SnapshotReader reader, SecretLoader loader, SecretDirectory directory, CancellationToken cancellationToken)
    {
        SnapshotSecret secret = await loader.LoadAsync(directory, cancellationToken).ConfigureAwait(false);
        var documents = new SnapshotDocuments(reader);
        var problems = new List<ContentProblem>();
        var intact = new List<int>();
        foreach (SnapshotVersion version in secret.Versions.Where(version => version.ValueEntry is not null))
        {
            ContentProblem? problem = await _values.CheckAsync(documents, version, cancellationToken).ConfigureAwait(false);
            if (problem is not null)
            {
                problems.Add(problem);
            }

            if (problem?.Severity != FindingSeverity.Error)
            {
                intact.Add(version.Metadata.Revision);
            }
        }

        return new SecretVerdict
        {
            Name = SourceLister.DisplayName(secret.Metadata),
            Id = secret.Metadata.Id,
            VersionCount = secret.Versions.Count,
            ValueCount = secret.Versions.Count(version => version.ValueEntry is not null),
            CarriedForwardCount = secret.Versions.Count(version => version.Capture == CaptureState.CarriedForward),
            IntactRevisions = intact,
            Problems = problems,
        };
    }

    private static async Task<SecretVerdict> ListAsync(SnapshotReader reader, SecretDirectory directory, CancellationToken cancellationToken)
    {
        IReadOnlyList<SnapshotEntry> files = directory.HasVersions
            ? await reader.ListDirectoryAsync(SnapshotLayout.VersionsPath(directory.Path), cancellationToken).ConfigureAwait(false)
            : [];
        var values = new HashSet<int>();
        var documents = new HashSet<int>();
        foreach (SnapshotEntry file in files)
        {
            if (SnapshotLayout.TryParseValueName(file.Name, out int revision))
            {
                values.Add(revision);
            }
            else if (SnapshotLayout.TryParseVersionDocumentName(file.Name, out revision))
            {
                documents.Add(revision);
            }
        }

        return new SecretVerdict
        {
            Name = directory.Path,
            VersionCount = documents.Count,
            ValueCount = values.Count,
            Problems = [.. values.Except(documents).Order().Select(revision => new ContentProblem(revision, FindingSeverity.Error, "the value has no metadata"))],
        };
    }
}

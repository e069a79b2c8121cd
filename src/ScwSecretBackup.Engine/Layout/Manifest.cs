using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Layout;

/// <summary><c>/manifest.json</c>: what the snapshot is of, what it holds, and what it does not. No time and no id of the run: equal data, equal bytes.</summary>
internal sealed record Manifest
{
    /// <summary>The format this producer writes and reads.</summary>
    public const string CurrentFormat = FormatFamily + "1";

    /// <summary>Longest manifest that is read, in bytes: room for several hundred thousand skipped versions.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    private const string FormatFamily = "scw-secrets/";

    /// <summary>Project of the source.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Region of the source.</summary>
    public required string Region { get; init; }

    /// <summary>Secrets in the snapshot.</summary>
    public required int SecretCount { get; init; }

    /// <summary>Secrets of the whole listing, whatever the filter, that were not scheduled for deletion; the next backup compares with it (ARCHITECTURE §5.1).</summary>
    public required int LiveSecretCount { get; init; }

    /// <summary>Versions in the snapshot.</summary>
    public required int VersionCount { get; init; }

    /// <summary>Values in the snapshot.</summary>
    public required int ValueCount { get; init; }

    /// <summary>Values among them that could not be read in this run.</summary>
    public required int CarriedForwardCount { get; init; }

    /// <summary>The selection it was made with. What lies outside it is in no count but <see cref="LiveSecretCount"/>, and is not skipped either.</summary>
    public SecretSelection Filter { get; init; } = SecretSelection.Everything;

    /// <summary>What is not in the snapshot.</summary>
    public IReadOnlyList<ManifestGap> Skipped { get; init; } = [];

    /// <summary>What is in the snapshot and needs a second look before it is restored, in order of folder, name and revision.</summary>
    public IReadOnlyList<ManifestFlag> Flagged { get; init; } = [];

    /// <summary>Reads the manifest of a snapshot of this product.</summary>
    /// <exception cref="EngineException">The snapshot is foreign, newer or damaged.</exception>
    public static Manifest Parse(ReadOnlyMemory<byte> utf8, SnapshotHeader snapshot)
    {
        var reader = DocumentReader.Parse(utf8, SnapshotLayout.ManifestPath);
        string format = reader.FindString("format") ?? "";
        if (!format.StartsWith(FormatFamily, StringComparison.Ordinal))
        {
            throw Foreign(snapshot);
        }

        if (format != CurrentFormat)
        {
            throw new EngineException(
                EngineErrorKind.UnsupportedManifest,
                $"Snapshot {snapshot.Id} has a manifest of a format other than {CurrentFormat}.",
                "Update ScwSecretBackup to the version that made the snapshot, or a later one.");
        }

        DocumentReader counts = reader.FindObject("counts") ?? throw DocumentReader.Damaged(SnapshotLayout.ManifestPath, "the field 'counts' is missing");
        return new Manifest
        {
            ProjectId = reader.RequireString("project_id"),
            Region = reader.RequireString("region"),
            SecretCount = Count(counts, "secrets"),
            LiveSecretCount = Count(counts, "live_secrets"),
            VersionCount = Count(counts, "versions"),
            ValueCount = Count(counts, "values"),
            CarriedForwardCount = Count(counts, "carried_forward"),
            Filter = FilterDocument.Parse(reader.FindObject("filter")),
            Skipped = [.. reader.FindObjects("skipped").Select(ManifestGap.Parse)],
            Flagged = [.. reader.FindObjects("flagged").Select(ManifestFlag.Parse)],
        };
    }

    /// <summary>The error for a snapshot that another product made.</summary>
    public static EngineException Foreign(SnapshotHeader snapshot) => new(
        EngineErrorKind.ForeignSnapshot,
        $"Snapshot {snapshot.Id} was not made by {Producer.Name}: it is of type '{snapshot.Description.ImporterType}' and holds no {CurrentFormat} manifest.",
        "Choose a snapshot that Backup-ScwSecret made; this one can be listed, checked and copied, but its secrets can't be read.");

    /// <summary>Spells the manifest.</summary>
    public byte[] Write() => new CanonicalObject()
        .Set("format", CurrentFormat)
        .Set("producer", new CanonicalObject().Set("name", Producer.Name).Set("version", Producer.Version))
        .Set("project_id", ProjectId)
        .Set("region", Region)
        .Set("filter", FilterDocument.ToObject(Filter))
        .Set("counts", new CanonicalObject()
            .Set("secrets", SecretCount)
            .Set("live_secrets", LiveSecretCount)
            .Set("versions", VersionCount)
            .Set("values", ValueCount)
            .Set("carried_forward", CarriedForwardCount)
            .Set("skipped", Skipped.Count))
        .Set("skipped", Skipped
            .OrderBy(gap => gap.Folder, StringComparer.Ordinal)
            .ThenBy(gap => gap.Name, StringComparer.Ordinal)
            .ThenBy(gap => gap.Revision)
            .ThenBy(gap => gap.Reason, StringComparer.Ordinal)
            .ThenBy(gap => gap.SecretId, StringComparer.Ordinal)
            .Select(gap => gap.ToObject()))
        .Set("flagged", Flagged.Select(flag => flag.ToObject()))
        .ToUtf8Bytes();

    private static int Count(DocumentReader counts, string name) => (int)(counts.FindInteger(name, 0, int.MaxValue) ?? 0);
}

using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Layout;

/// <summary>
/// <c>@versions/N.json</c>: a version's metadata and how its value was captured. <c>latest</c> and <c>updated_at</c> are left out: they move without
/// a change of the version.
/// </summary>
internal sealed record VersionDocument
{
    /// <summary>Longest document that is read, in bytes.</summary>
    public const int MaxLength = 256 * 1024;

    private static readonly HashSet<string> KnownFields = new(StringComparer.Ordinal)
    {
        "capture", "created_at", "data_crc32", "deleted_at", "deletion_requested_at", "description", "ephemeral_properties", "no_earlier_value",
        "reason", "region", "revision", "secret_id", "size", "status",
    };

    /// <summary>The version.</summary>
    public required SecretVersion Metadata { get; init; }

    /// <summary>How it was captured.</summary>
    public required CaptureState Capture { get; init; }

    /// <summary>Why the value is not there, or where it comes from; else empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The value is not in the snapshot, and when it was made none before it held it either: later backups need not search them again.</summary>
    public bool HasNoEarlierValue { get; init; }

    /// <summary>Bytes of the value, or null when it is not in the snapshot.</summary>
    public long? Size { get; init; }

    /// <summary>The checksum that the version's writer gave, if any.</summary>
    public uint? DataCrc32 { get; init; }

    /// <summary>Reads a version.</summary>
    /// <exception cref="EngineException">The document is damaged.</exception>
    public static VersionDocument Parse(ReadOnlyMemory<byte> utf8, string path)
    {
        var reader = DocumentReader.Parse(utf8, path);
        return new VersionDocument
        {
            Metadata = new SecretVersion
            {
                Revision = (int)(reader.FindInteger("revision", 1, int.MaxValue) ?? throw DocumentReader.Damaged(path, "the field 'revision' is missing")),
                SecretId = reader.RequireString("secret_id"),
                Status = reader.RequireString("status"),
                CreatedAt = reader.FindTime("created_at"),
                DeletedAt = reader.FindTime("deleted_at"),
                DeletionRequestedAt = reader.FindTime("deletion_requested_at"),
                Description = reader.FindString("description"),
                EphemeralProperties = EphemeralFields.ReadProperties(reader.FindObject("ephemeral_properties")),
                Region = reader.FindString("region"),
                AdditionalFields = reader.FindUnknown(KnownFields),
            },
            Capture = ParseCapture(reader.RequireString("capture"), path),
            Reason = reader.FindString("reason") ?? "",
            HasNoEarlierValue = reader.FindBoolean("no_earlier_value") ?? false,
            Size = reader.FindInteger("size", 0, long.MaxValue),
            DataCrc32 = (uint?)reader.FindInteger("data_crc32", 0, uint.MaxValue),
        };
    }

    /// <summary>Spells the version.</summary>
    public byte[] Write() => new CanonicalObject()
        .Set("capture", Spell(Capture))
        .Set("created_at", Metadata.CreatedAt)
        .Set("data_crc32", DataCrc32)
        .Set("deleted_at", Metadata.DeletedAt)
        .Set("deletion_requested_at", Metadata.DeletionRequestedAt)
        .Set("description", Metadata.Description ?? "")
        .Set("ephemeral_properties", EphemeralFields.Write(Metadata.EphemeralProperties))
        .Set("no_earlier_value", HasNoEarlierValue ? true : null)
        .Set("reason", Reason.Length == 0 ? null : Reason)
        .Set("region", Metadata.Region)
        .Set("revision", Metadata.Revision)
        .Set("secret_id", Metadata.SecretId)
        .Set("size", Size)
        .Set("status", Metadata.Status)
        .AddUnknown(Metadata.AdditionalFields)
        .ToUtf8Bytes();

    private static string Spell(CaptureState capture) => capture switch
    {
        CaptureState.Captured => "captured",
        CaptureState.CarriedForward => "carried_forward",
        _ => "metadata_only",
    };

    private static CaptureState ParseCapture(string text, string path) => text switch
    {
        "captured" => CaptureState.Captured,
        "carried_forward" => CaptureState.CarriedForward,
        "metadata_only" => CaptureState.MetadataOnly,
        _ => throw DocumentReader.Damaged(path, "the field 'capture' has an unknown value"),
    };
}

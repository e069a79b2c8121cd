namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>What "create version" sends (SECRET-MANAGER §4.3). Never printed: it carries the value.</summary>
/// <param name="Data">The payload; the caller keeps it alive and zeroes it afterwards.</param>
public sealed class CreateVersionRequest(ReadOnlyMemory<byte> Data)
{
    /// <summary>The payload.</summary>
    public ReadOnlyMemory<byte> Data { get; } = Data;

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Disables the preceding version.</summary>
    public bool? DisablePrevious { get; init; }

    /// <summary>Checksum that the server compares and keeps.</summary>
    public uint? DataCrc32 { get; init; }
}

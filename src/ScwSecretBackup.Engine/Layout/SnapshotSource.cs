using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ScwSecretBackup.Engine.Layout;

/// <summary>How a snapshot names the project and region it was taken of.</summary>
/// <param name="Region">Region.</param>
/// <param name="ProjectId">Project.</param>
internal sealed record SnapshotSource(string Region, string ProjectId)
{
    /// <summary>Importer type of the snapshots.</summary>
    public const string ImporterType = "scaleway-secret";

    /// <summary>Importer directory of the snapshots.</summary>
    public const string ImporterDirectory = "/";

    /// <summary>
    /// Namespace of the data set ids. Chosen once at random and never changed: retention groups snapshots by the ids derived from it.
    /// </summary>
    private static readonly Guid DatasetNamespace = new("6f1c8a52-9d0e-4b37-a4c1-27d5e0b8f963");

    /// <summary>Importer origin of the snapshots.</summary>
    public string Origin => $"{Region}/{ProjectId}";

    /// <summary>Stable id of the source: UUID version 5 (RFC 9562 §5.5) of the origin.</summary>
    public string Dataset => CreateVersion5(DatasetNamespace, Origin).ToString();

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "UUID version 5 is defined with SHA-1; nothing is protected by it.")]
    private static Guid CreateVersion5(Guid space, string name)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        byte[] input = new byte[16 + text.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        text.CopyTo(input, 16);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}

using System.Text;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Keys of the content-type index (FORMAT §9.3).</summary>
internal static class ContentTypeIndex
{
    /// <summary>"/", the MIME type without its parameters, and the path.</summary>
    public static byte[] Key(string contentType, ReadOnlySpan<byte> path) =>
        [(byte)'/', .. Encoding.UTF8.GetBytes(contentType.Split(';', 2)[0]), .. path];
}

using System.Text;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Paths inside snapshots: absolute, clean, slashes, raw UTF-8 in the store (FORMAT §9.4).</summary>
internal static class SnapshotPath
{
    public const string Root = "/";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ReadOnlyMemory<byte> RootBytes { get; } = "/"u8.ToArray();

    /// <summary>The bytes of a path that is going to be written.</summary>
    /// <exception cref="ArgumentException">The path is not absolute and clean, or is not valid Unicode.</exception>
    public static byte[] Encode(string path)
    {
        try
        {
            byte[] bytes = Strict.GetBytes(path);
            return IsClean(bytes) ? bytes : throw new ArgumentException($"'{path}' is no absolute path without empty, '.' and '..' segments.", nameof(path));
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException("The path has half of a surrogate pair and can't be stored.", nameof(path), exception);
        }
    }

    /// <summary>The bytes of a path that is looked for; a slash at its end is ignored.</summary>
    public static byte[] EncodeLookup(string path) => Encoding.UTF8.GetBytes(path.Length > 1 ? path.TrimEnd('/') : path);

    /// <summary>The path for display; bytes that are no UTF-8 become replacement characters.</summary>
    public static string Decode(ReadOnlySpan<byte> path) => Encoding.UTF8.GetString(path);

    public static byte[] Combine(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> name) =>
        parent.SequenceEqual("/"u8) ? [(byte)'/', .. name] : [.. parent, (byte)'/', .. name];

    /// <summary>Path of the directory that a path is in; "/" for the root itself.</summary>
    public static ReadOnlyMemory<byte> Parent(ReadOnlyMemory<byte> path)
    {
        int slash = path.Span.LastIndexOf((byte)'/');
        return slash <= 0 ? RootBytes : path[..slash];
    }

    /// <summary>Path of the directory that a path is in; "/" for the root itself.</summary>
    public static string Parent(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash <= 0 ? Root : path[..slash];
    }

    /// <summary>Last segment; "/" for the root.</summary>
    public static ReadOnlyMemory<byte> Name(ReadOnlyMemory<byte> path) =>
        path.Length == 1 ? RootBytes : path[(path.Span.LastIndexOf((byte)'/') + 1)..];

    /// <summary>Levels below the root.</summary>
    public static int Depth(string path) => path == Root ? 0 : path.AsSpan().Count('/');

    /// <summary>Whether a path is "/" or "/" followed by proper names with single slashes between them.</summary>
    public static bool IsClean(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty || path[0] != '/')
        {
            return false;
        }

        ReadOnlySpan<byte> rest = path[1..];
        while (!rest.IsEmpty)
        {
            int slash = rest.IndexOf((byte)'/');
            if (!IsName(slash < 0 ? rest : rest[..slash]) || slash == rest.Length - 1)
            {
                return false;
            }

            rest = slash < 0 ? [] : rest[(slash + 1)..];
        }

        return true;
    }

    /// <summary>Whether a segment can be restored as a file name: not empty, not "." or "..", without slash and NUL.</summary>
    public static bool IsName(ReadOnlySpan<byte> name) =>
        !name.IsEmpty && !name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8) && name.IndexOfAny((byte)'/', (byte)0) < 0;
}

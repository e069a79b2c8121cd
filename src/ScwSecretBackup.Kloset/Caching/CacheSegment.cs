using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using ScwSecretBackup.Kloset.States;

namespace ScwSecretBackup.Kloset.Caching;

/// <summary>
/// A file of the cache: encrypted states one after the other, their index, then where the index begins, how many records it has, and a magic.
/// It is written once and never changed, so it needs no locks. Safe for concurrent use.
/// </summary>
internal sealed class CacheSegment : IDisposable
{
    public const string Extension = ".states";
    public const int TrailerSize = sizeof(long) + sizeof(int) + 8;

    private const int MaxLength = StateFile.MaxStreamLength + CacheCipher.Overhead;
    private const int CountOffset = sizeof(long);
    private const int MagicOffset = CountOffset + sizeof(int);

    private readonly SafeFileHandle _file;

    private CacheSegment(string path, SafeFileHandle file, long length, IReadOnlyList<CachedStateEntry> entries)
    {
        Path = path;
        _file = file;
        Length = length;
        Entries = entries;
    }

    public string Path { get; }

    /// <summary>Bytes of the whole file.</summary>
    public long Length { get; }

    public IReadOnlyList<CachedStateEntry> Entries { get; }

    private static ReadOnlySpan<byte> Magic => "SCWSTC\0\u0001"u8;

    /// <exception cref="KlosetFormatException">The file is cut off or no segment.</exception>
    public static CacheSegment Open(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            long length = RandomAccess.GetLength(file);
            return new CacheSegment(path, file, length, ReadIndex(path, file, length));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The encrypted bytes of a state.</summary>
    public byte[] Read(CachedStateEntry entry)
    {
        byte[] content = GC.AllocateUninitializedArray<byte>(entry.Length);
        Fill(Path, _file, entry.Offset, content);
        return content;
    }

    /// <summary>What follows the states.</summary>
    public static byte[] WriteIndex(IReadOnlyList<CachedStateEntry> entries, long offset)
    {
        byte[] index = new byte[checked((entries.Count * CachedStateEntry.RecordSize) + TrailerSize)];
        for (int i = 0; i < entries.Count; i++)
        {
            entries[i].Write(index.AsSpan(i * CachedStateEntry.RecordSize, CachedStateEntry.RecordSize));
        }

        Span<byte> trailer = index.AsSpan(entries.Count * CachedStateEntry.RecordSize);
        BinaryPrimitives.WriteInt64LittleEndian(trailer, offset);
        BinaryPrimitives.WriteInt32LittleEndian(trailer[CountOffset..], entries.Count);
        Magic.CopyTo(trailer[MagicOffset..]);
        return index;
    }

    public void Dispose() => _file.Dispose();

    private static CachedStateEntry[] ReadIndex(string path, SafeFileHandle file, long length)
    {
        Span<byte> trailer = stackalloc byte[TrailerSize];
        long end = length - TrailerSize;
        if (end < 0)
        {
            throw Damaged(path);
        }

        Fill(path, file, end, trailer);
        long start = BinaryPrimitives.ReadInt64LittleEndian(trailer);
        int count = BinaryPrimitives.ReadInt32LittleEndian(trailer[CountOffset..]);
        if (!trailer[MagicOffset..].SequenceEqual(Magic) || start < 0 || count < 0 || end - start != (long)count * CachedStateEntry.RecordSize || end - start > Array.MaxLength)
        {
            throw Damaged(path);
        }

        byte[] index = new byte[end - start];
        Fill(path, file, start, index);
        CachedStateEntry[] entries = new CachedStateEntry[count];
        for (int i = 0; i < count; i++)
        {
            CachedStateEntry entry = CachedStateEntry.Parse(index.AsSpan(i * CachedStateEntry.RecordSize, CachedStateEntry.RecordSize));
            entries[i] = entry is { Offset: >= 0, Length: >= 0 and <= MaxLength } && entry.Offset <= start - entry.Length ? entry : throw Damaged(path);
        }

        return entries;
    }

    private static void Fill(string path, SafeFileHandle file, long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(file, destination, offset);
            if (read == 0)
            {
                throw Damaged(path);
            }

            offset += read;
            destination = destination[read..];
        }
    }

    private static KlosetFormatException Damaged(string path) => new($"The file '{path}' of the cache is damaged.");
}

using System.Numerics;
using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Chunking;

/// <summary>
/// Cuts content where plakar would cut it (FORMAT §5), so that equal content deduplicates with chunks that plakar made. Any cut points can
/// be read back, so a store with a chunker that plakar never creates is continued with the masks of <c>fastcdc-v1.0.0</c>.
/// Safe for concurrent use.
/// </summary>
internal sealed class FastCdc
{
    private const ulong LegacyStrictMask = 0x0003590703530000;
    private const ulong LegacyLooseMask = 0x0000d90003530000;

    private readonly int _minSize;
    private readonly int _normalSize;
    private readonly ulong _strictMask;
    private readonly ulong _looseMask;

    public FastCdc(ChunkingConfiguration configuration)
    {
        _minSize = checked((int)configuration.MinSize);
        _normalSize = checked((int)configuration.NormalSize);
        MaxSize = checked((int)configuration.MaxSize);
        if (UsesLegacyMasks(configuration))
        {
            _strictMask = LegacyStrictMask;
            _looseMask = LegacyLooseMask;
        }
        else
        {
            int bits = BitOperations.Log2(configuration.NormalSize);
            _strictMask = SpacedMask(bits + 2);
            _looseMask = SpacedMask(bits - 2);
        }
    }

    /// <summary>No chunk is longer.</summary>
    public int MaxSize { get; }

    /// <summary>Length of the next chunk; <paramref name="window"/> holds the next min(<see cref="MaxSize"/>, remaining) bytes.</summary>
    public int NextCut(ReadOnlySpan<byte> window)
    {
        int length = Math.Min(window.Length, MaxSize);
        if (length <= _minSize)
        {
            return length;
        }

        // A tail no longer than the normal size keeps the strict mask to its end.
        int normal = Math.Min(_normalSize, length);
        ulong fingerprint = 0;
        int cut = Scan(window[..normal], _minSize, _strictMask, ref fingerprint);
        return cut < normal ? cut : Scan(window[..length], Math.Max(normal, _minSize), _looseMask, ref fingerprint);
    }

    /// <summary>A mask of <paramref name="ones"/> bits, spread evenly from the top (FORMAT §5.2).</summary>
    internal static ulong SpacedMask(int ones)
    {
        const int WordBits = 64;
        if (ones >= WordBits)
        {
            return ulong.MaxValue;
        }

        ulong mask = 0;
        int step = WordBits / Math.Max(ones, 1);
        for (int i = 0; i < ones; i++)
        {
            mask |= 1UL << (WordBits - 1 - (i * step));
        }

        return mask;
    }

    /// <summary>The byte at the returned position begins the next chunk.</summary>
    private static int Scan(ReadOnlySpan<byte> window, int start, ulong mask, ref ulong fingerprint)
    {
        ReadOnlySpan<ulong> gear = GearTable.Values;
        ulong hash = fingerprint;
        for (int i = start; i < window.Length; i++)
        {
            hash = (hash << 1) + gear[window[i]];
            if ((hash & mask) == 0)
            {
                return i;
            }
        }

        fingerprint = hash;
        return window.Length;
    }

    /// <summary>The original sizes of the algorithm keep its original masks under every name.</summary>
    private static bool UsesLegacyMasks(ChunkingConfiguration configuration) =>
        string.Equals(configuration.Algorithm, ChunkingConfiguration.FastCdcLegacy, StringComparison.OrdinalIgnoreCase)
        || configuration is { MinSize: 2048, NormalSize: 8192, MaxSize: 65536 };
}

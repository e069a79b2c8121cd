namespace ScwSecretBackup.Kloset.Compression;

/// <summary>Measures LZ4 blocks, so that memory is allocated for what a block really holds and not for what it may hold at most.</summary>
internal static class Lz4Block
{
    private const int RunMask = 15;
    private const int MinMatch = 4;
    private const int OffsetSize = 2;

    /// <summary>Plaintext length of a block, or -1 when its sequences don't end with the block or exceed <paramref name="limit"/>.</summary>
    public static int MeasureDecodedLength(ReadOnlySpan<byte> block, int limit)
    {
        long length = 0;
        int position = 0;
        while (position < block.Length)
        {
            byte token = block[position++];
            long literals = ReadRun(block, ref position, token >> 4);
            if (literals < 0 || literals > block.Length - position)
            {
                return -1;
            }

            position += (int)literals;
            length += literals;
            if (position == block.Length)
            {
                // The last sequence is literals only.
                return length <= limit ? (int)length : -1;
            }

            position += OffsetSize;
            long match = position <= block.Length ? ReadRun(block, ref position, token & RunMask) : -1;
            if (match < 0)
            {
                return -1;
            }

            length += match + MinMatch;
            if (length > limit)
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>A run length goes on while its bytes are 255.</summary>
    private static long ReadRun(ReadOnlySpan<byte> block, ref int position, int first)
    {
        if (first < RunMask)
        {
            return first;
        }

        long run = first;
        while (position < block.Length)
        {
            byte next = block[position++];
            run += next;
            if (next != byte.MaxValue)
            {
                return run;
            }
        }

        return -1;
    }
}

namespace ScalewayEmulator.Rules;

/// <summary>CRC-32 with the IEEE polynomial, the assumed one of <c>data_crc32</c> (SECRET-MANAGER §5.3).</summary>
internal static class Crc32
{
    private const uint ReversedPolynomial = 0xEDB88320;

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        uint remainder = uint.MaxValue;
        foreach (byte value in data)
        {
            remainder ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) == 0 ? remainder >> 1 : (remainder >> 1) ^ ReversedPolynomial;
            }
        }

        return ~remainder;
    }
}

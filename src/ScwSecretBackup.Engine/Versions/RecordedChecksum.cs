using System.IO.Hashing;
using System.Numerics;

namespace ScwSecretBackup.Engine.Versions;

/// <summary>Compares a value with the checksum its writer gave. The service does not say which CRC-32 it means (SECRET-MANAGER §5.3).</summary>
internal static class RecordedChecksum
{
    /// <summary>Whether the checksum fits as IEEE or as Castagnoli.</summary>
    public static bool Fits(ReadOnlySpan<byte> value, uint recorded) => Crc32.HashToUInt32(value) == recorded || Castagnoli(value) == recorded;

    private static uint Castagnoli(ReadOnlySpan<byte> value)
    {
        uint crc = uint.MaxValue;
        foreach (byte item in value)
        {
            crc = BitOperations.Crc32C(crc, item);
        }

        return ~crc;
    }
}

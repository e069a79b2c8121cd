using System.Numerics;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Packfiles;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks how the blobs lie in a packfile (FORMAT §7.1, §7.6).</summary>
internal static class PackfileLayout
{
    private const int RecommendedTrailingBytes = 4096;

    public static void Check(PackfileTail tail, FindingList findings)
    {
        ulong expected = 0;
        foreach (PackfileIndexEntry entry in tail.Entries.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length))
        {
            if (entry.Offset != expected)
            {
                findings.Warning($"The blob area has a gap or an overlap at offset {Math.Min(entry.Offset, expected)}.");
            }

            expected = entry.Offset + entry.Length;
        }

        if (expected != (ulong)tail.BlobAreaLength)
        {
            findings.Warning($"The blob area has {tail.BlobAreaLength} bytes, its blobs end at {expected}.");
        }

        foreach (PackfileIndexEntry entry in tail.Entries.Where(entry => entry.Type != ResourceType.Random))
        {
            CheckTrailingBytes(entry, tail.FileLength, findings);
        }
    }

    // plakar reads a little more than a blob and fails when the file ends there (FORMAT §7.6).
    private static void CheckTrailingBytes(PackfileIndexEntry entry, long fileLength, FindingList findings)
    {
        long trailing = fileLength - PackfileFile.BlobAreaOffset - (long)entry.Offset - entry.Length;
        long needed = (1L << ((BitOperations.Log2(entry.Length | 1) + 1) / 2)) - 1;
        if (trailing < needed)
        {
            findings.Error($"Only {trailing} bytes follow the {entry.Type} blob {entry.Blob}; plakar may ask for {needed} and then fails to read it.");
        }
        else if (trailing < RecommendedTrailingBytes)
        {
            findings.Warning($"Only {trailing} bytes follow the {entry.Type} blob {entry.Blob}; {RecommendedTrailingBytes} are recommended.");
        }
    }
}

namespace ScwSecretBackup.Engine.Listing;

/// <summary>
/// Stops a backup whose listing is suspiciously small: a wrong project, a key without rights and an empty project all list as empty
/// (SECRET-MANAGER §7.3).
/// </summary>
internal static class ShrinkGuard
{
    /// <summary>Compares the listing with the parent snapshot.</summary>
    /// <param name="liveCount">Live secrets in the listing.</param>
    /// <param name="parentLiveCount">Live secrets of the parent snapshot, or null without one.</param>
    /// <param name="source">Region and project, for the message.</param>
    /// <exception cref="EngineException">Empty, or less than half of the parent's.</exception>
    public static void Check(int liveCount, int? parentLiveCount, string source)
    {
        bool emptyForTheFirstTime = liveCount == 0 && parentLiveCount is null or > 0;
        bool lessThanHalf = liveCount < (parentLiveCount ?? 0) / 2.0;
        if (!emptyForTheFirstTime && !lessThanHalf)
        {
            return;
        }

        string before = parentLiveCount is { } count ? $"the last snapshot had {count}" : "there is no earlier snapshot to compare with";
        throw new EngineException(
            EngineErrorKind.SourceShrunk,
            $"{source} lists {liveCount} secrets; {before}. A wrong project id or a missing permission looks the same.",
            "Check the project, the region and the key's permissions; use AllowShrink when the number is right.");
    }
}

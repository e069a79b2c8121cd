namespace StoreWorker;

/// <summary>What writers put into their snapshots: a function of the writer and the round, half of it shared with others.</summary>
public static class WorkerSnapshot
{
    /// <summary>Name of snapshots that stay.</summary>
    public const string Kept = "kept";

    /// <summary>Name of snapshots that are there to be removed.</summary>
    public const string Passing = "passing";

    private const int Files = 8;

    /// <summary>The name of a writer's snapshot.</summary>
    public static string NameOf(int round) => round % 2 == 0 ? Kept : Passing;

    /// <summary>The files of a writer's snapshot.</summary>
    public static Dictionary<string, byte[]> FilesOf(int writer, int round)
    {
        Dictionary<string, byte[]> files = new() { ["/who"] = [(byte)writer, (byte)round] };
        for (int i = 0; i < Files; i++)
        {
            files[$"/shared/{i}"] = Content(seed: (i * 10) + (round % 3));
            files[$"/own/{i}"] = Content(seed: 1000 + (writer * 100) + (round * 10) + i);
        }

        return files;
    }

    private static byte[] Content(int seed)
    {
        byte[] content = new byte[1500 + seed];
        new Random(seed).NextBytes(content);
        return content;
    }
}

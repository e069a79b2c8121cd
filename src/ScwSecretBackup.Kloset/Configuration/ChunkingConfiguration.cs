namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>How content is cut into chunks (FORMAT §2.1, §5). Sizes in bytes.</summary>
/// <param name="Algorithm">Name as in CONFIG.</param>
/// <param name="MinSize">No chunk but the last is shorter.</param>
/// <param name="NormalSize">Size that cut points are steered towards.</param>
/// <param name="MaxSize">No chunk is longer.</param>
public sealed record ChunkingConfiguration(string Algorithm, uint MinSize, uint NormalSize, uint MaxSize)
{
    /// <summary>Name of the algorithm that plakar 1.1 creates stores with.</summary>
    public const string FastCdcV1 = "fastcdc-v1.0.0";

    /// <summary>Name of the algorithm that plakar 1.0 created stores with, in lower case.</summary>
    public const string FastCdcLegacy = "fastcdc";

    /// <summary>What plakar 1.1 creates stores with.</summary>
    public static ChunkingConfiguration Default { get; } = new(FastCdcV1, 512 * 1024, 1024 * 1024, 8 * 1024 * 1024);
}

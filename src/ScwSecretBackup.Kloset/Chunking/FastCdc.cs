using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Chunking;

internal sealed class FastCdc
{
    public FastCdc(ChunkingConfiguration configuration) => throw new NotImplementedException();

    public int MaxSize => throw new NotImplementedException();

    /// <summary>Length of the next chunk; <paramref name="window"/> holds the next min(<see cref="MaxSize"/>, remaining) bytes.</summary>
    public int NextCut(ReadOnlySpan<byte> window) => throw new NotImplementedException();
}

using ScwSecretBackup.Kloset.Cryptography;

namespace ScwSecretBackup.Kloset.States;

internal static class StateFile
{
    /// <summary>The plaintext record stream.</summary>
    public static byte[] WriteStream(StateDelta delta) => throw new NotImplementedException();

    /// <summary>The whole file: stream, encoded, in its envelope.</summary>
    public static byte[] Seal(StateDelta delta, StoreCodec codec) => throw new NotImplementedException();

    public static StateDelta Parse(ReadOnlyMemory<byte> file, Mac id, StoreCodec codec) => throw new NotImplementedException();
}

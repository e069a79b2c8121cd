using CsCheck;

namespace ScwSecretBackup.Kloset.Tests;

/// <summary>Input that an attacker or a dying disk could have made.</summary>
internal static class Hostile
{
    /// <summary>Random bytes, and valid bytes with some changed, cut off, or repeated.</summary>
    public static Gen<byte[]> Mutations(byte[] valid)
    {
        Gen<byte[]> changed = Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte).Array[1, 4].Select(changes =>
        {
            byte[] bytes = [.. valid];
            foreach ((int position, byte value) in changes)
            {
                bytes[position] = value;
            }

            return bytes;
        });
        Gen<byte[]> cut = Gen.Int[0, valid.Length - 1].Select(length => valid[..length]);
        Gen<byte[]> repeated = Gen.Int[0, valid.Length - 1].Select(position => (byte[])[.. valid.AsSpan(0, position), .. valid.AsSpan(position / 2)]);
        return Gen.OneOf(changed, cut, repeated, Gen.Byte.Array[0, 300]);
    }

    /// <summary>Whether the action succeeds or raises an error that names the store's problem; anything else fails the test by itself.</summary>
    public static bool FailsCleanly(Action action)
    {
        try
        {
            action();
        }
        catch (KlosetException exception)
        {
            return exception.Message.Length > 0;
        }

        return true;
    }
}

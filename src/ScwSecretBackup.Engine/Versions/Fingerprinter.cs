using System.Security.Cryptography;
using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Engine.Versions;

/// <summary>Makes the fingerprints of one run.</summary>
internal sealed class Fingerprinter
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    /// <summary>The fingerprint of a value.</summary>
    public ValueFingerprint Compute(ReadOnlySpan<byte> value)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, value, digest);
        return new ValueFingerprint(new Mac(digest));
    }
}

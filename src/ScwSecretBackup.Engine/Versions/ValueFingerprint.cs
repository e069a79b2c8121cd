using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Engine.Versions;

/// <summary>Stands for a value in comparisons. Keyed per run, so that it tells nothing about the value to whoever reads memory.</summary>
/// <param name="Digest">HMAC-SHA-256 of the value.</param>
internal readonly record struct ValueFingerprint(Mac Digest)
{
    /// <summary>Nothing that could be compared with values.</summary>
    public override string ToString() => nameof(ValueFingerprint);
}

namespace ScwSecretBackup.Kloset.Hashing;

/// <summary>A keyed (or, for the CONFIG of a plaintext store, unkeyed) 256-bit hash (FORMAT §6.1). Safe for concurrent use.</summary>
internal interface IStoreMac
{
    Mac Compute(ReadOnlySpan<byte> data);

    /// <summary>Begins a MAC over data that comes in pieces.</summary>
    IncrementalMac Begin();
}

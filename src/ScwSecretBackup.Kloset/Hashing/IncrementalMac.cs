namespace ScwSecretBackup.Kloset.Hashing;

/// <summary>A MAC in the making; for one thread, one result.</summary>
internal abstract class IncrementalMac
{
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>Ends the computation; the instance can't be used after it.</summary>
    public abstract Mac Finish();
}

namespace ScwSecretBackup.Kloset.Hashing;

/// <summary>A MAC in the making; for one thread, one result. Disposed, it has cleared its copy of the key.</summary>
internal abstract class IncrementalMac : IDisposable
{
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>Ends the computation; the instance can only be disposed after it.</summary>
    public abstract Mac Finish();

    public abstract void Dispose();
}

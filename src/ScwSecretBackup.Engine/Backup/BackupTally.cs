namespace ScwSecretBackup.Engine.Backup;

/// <summary>Counts what the workers of one backup do. Thread-safe.</summary>
internal sealed class BackupTally
{
    private int _attempts;
    private int _denied;
    private int _read;
    private int _reused;
    private int _carried;

    /// <summary>Values read.</summary>
    public int Read => _read;

    /// <summary>Values reused.</summary>
    public int Reused => _reused;

    /// <summary>Values carried forward.</summary>
    public int Carried => _carried;

    /// <summary>
    /// Whether nothing shows that the key can read values at all. One refused secret among values known from before is a gap, not a wrong key.
    /// </summary>
    public bool AllDenied => _attempts > 0 && _denied == _attempts && _reused + _carried == 0;

    /// <summary>An access is about to be tried.</summary>
    public void AddAttempt() => Interlocked.Increment(ref _attempts);

    /// <summary>An access was refused for lack of a permission.</summary>
    public void AddDenied() => Interlocked.Increment(ref _denied);

    /// <summary>A value was read.</summary>
    public void AddRead() => Interlocked.Increment(ref _read);

    /// <summary>A value was reused.</summary>
    public void AddReused() => Interlocked.Increment(ref _reused);

    /// <summary>A value was carried forward.</summary>
    public void AddCarried() => Interlocked.Increment(ref _carried);
}

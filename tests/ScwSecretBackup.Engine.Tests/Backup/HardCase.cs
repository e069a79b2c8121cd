using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;

namespace ScwSecretBackup.Engine.Tests.Backup;

/// <summary>A version that is not simply read, and how it must end.</summary>
/// <param name="Name">What the case is about.</param>
/// <param name="Capture">How the version is in the snapshot; null when its secret is not in it.</param>
/// <param name="Reason">What the manifest, the result and the version say of it.</param>
public sealed record HardCase(string Name, CaptureState? Capture, string Reason)
{
    /// <summary>Makes the case out of a secret with one value.</summary>
    internal Action<TestBed, EmulatedSecret> Arrange { get; init; } = static (_, _) => { };

    /// <summary>Whether an earlier backup has captured the value.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Whether the case arises between the plan and the run.</summary>
    public bool HappensMeanwhile { get; init; }

    /// <summary>Whether it makes the backup partial.</summary>
    public bool IsError { get; init; }

    /// <summary>What the snapshot is flagged with, or empty.</summary>
    public string Flag { get; init; } = "";

    /// <summary>What the caller asks for.</summary>
    public Func<BackupRequest, BackupRequest> Request { get; init; } = static request => request;

    public override string ToString() => Name;
}

using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Checking;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>Something that a check found, with what is lost by it.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Target">What it is about: a file of the store, snapshots, secrets, or at the end the store.</param>
/// <param name="Message">What is wrong, and what is not.</param>
public sealed record CheckFinding(FindingSeverity Severity, string Target, string Message)
{
    /// <summary>The snapshots it is about, newest first; none when it is about a file of the store.</summary>
    public IReadOnlyList<Mac> Snapshots { get; init; } = [];

    /// <summary>What those snapshots can't give back: secrets as <c>/folder/name</c>, versions as <c>/folder/name@revision</c>, and files of foreign snapshots by their paths.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];

    /// <summary>Set on the last finding of a check alone.</summary>
    public CheckSummary? Summary { get; init; }
}

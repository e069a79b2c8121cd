using ScwSecretBackup.Kloset.Checking;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>What is wrong with a version, a secret or a snapshot.</summary>
/// <param name="Revision">The version; 0 for a secret or snapshot as a whole.</param>
/// <param name="Severity">Error when something is lost, Warning when all can be restored.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record ContentProblem(int Revision, FindingSeverity Severity, string Message)
{
    /// <summary>Whether all of a snapshot is lost.</summary>
    public bool IsTotal { get; init; }
}

using ScwSecretBackup.Engine.Checking;

namespace ScwSecretBackup;

/// <summary>Figures of a check.</summary>
public sealed class ScwCheckSummary
{
    internal ScwCheckSummary(CheckSummary summary)
    {
        Passed = summary.Errors == 0;
        Errors = summary.Errors;
        Warnings = summary.Warnings;
        Snapshots = summary.Totals.Snapshots;
        Secrets = summary.Secrets;
        Values = summary.Values;
        States = summary.Totals.States;
        Packfiles = summary.Totals.Packfiles;
        Bytes = summary.Totals.PackfileBytes;
        StructureOnly = summary.StructureOnly;
        Duration = summary.Duration;
    }

    /// <summary>Whether there was no finding of severity Error.</summary>
    public bool Passed { get; }

    /// <summary>Findings of severity Error.</summary>
    public int Errors { get; }

    /// <summary>Findings of severity Warning.</summary>
    public int Warnings { get; }

    /// <summary>Snapshots checked.</summary>
    public int Snapshots { get; }

    /// <summary>Secrets in them, each counted in every snapshot that has it.</summary>
    public int Secrets { get; }

    /// <summary>Values in them, each counted in every snapshot that has it.</summary>
    public int Values { get; }

    /// <summary>States checked; 0 when only snapshots were checked.</summary>
    public int States { get; }

    /// <summary>Packfiles checked; 0 when only snapshots were checked.</summary>
    public int Packfiles { get; }

    /// <summary>Bytes of those packfiles.</summary>
    public long Bytes { get; }

    /// <summary>Whether only the structure was checked.</summary>
    public bool StructureOnly { get; }

    /// <summary>Time it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Whether it passed, and how many errors and warnings there were.</summary>
    public override string ToString() => $"{(Passed ? "Passed" : "Failed")}, {Errors} errors, {Warnings} warnings";
}

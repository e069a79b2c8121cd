using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace ScwSecretBackup.Formatting;

/// <summary>Cells of the result of a backup. Figures are of a snapshot: where there is none, they are empty.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BackupCell
{
    /// <summary>Secrets in the snapshot, with a star when it is of a part of the project only.</summary>
    public static string Secrets(PSObject result) => HasSnapshot(result) ? Cell.Secrets(result) : "";

    /// <summary>Versions in the snapshot, and for how many the service was asked for the value.</summary>
    public static string Versions(PSObject result) => HasSnapshot(result)
        ? $"{Recovered.Property(result, nameof(ScwBackupResult.VersionCount))} ({Recovered.Property(result, nameof(ScwBackupResult.ValuesRead))} read)"
        : "";

    /// <summary>Versions without a value in the snapshot.</summary>
    public static string Skipped(PSObject result) => HasSnapshot(result)
        ? Recovered.Elements(Recovered.Property(result, nameof(ScwBackupResult.Skipped))).Count().ToString(CultureInfo.CurrentCulture)
        : "";

    /// <summary>Name of the source, or its region and project, and below it what a job would exit with and why, where that is not 0.</summary>
    /// <param name="result">The result.</param>
    /// <param name="host">Whose terminal shows it.</param>
    /// <param name="taken">Columns of the terminal that the other columns of the view and the gaps take.</param>
    public static string Source(PSObject result, PSHost? host, int taken) => PathCell.FitWithNote(
        Recovered.Property(result, nameof(ScwBackupResult.Source)) ?? Recovered.Property(result, nameof(ScwBackupResult.Origin)), Trouble(result), host, taken, share: 1);

    private static string Trouble(PSObject result) => Recovered.Number(Recovered.Property(result, nameof(ScwBackupResult.ExitCode))) switch
    {
        null or 0 => "",
        var code when Recovered.Text(Recovered.Property(result, nameof(ScwBackupResult.Error))) is { Length: > 0 } error => $"Exit code {code}: {error}",
        var code => $"Exit code {code}: incomplete, see its errors and Skipped.",
    };

    private static bool HasSnapshot(PSObject result) => Recovered.Property(result, nameof(ScwBackupResult.SnapshotId)) is not null;
}

using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using ScwSecretBackup.Engine.Restore;

namespace ScwSecretBackup.Formatting;

/// <summary>Cells of the plan of a restore.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PlanCell
{
    /// <summary>The target and, below it, the reason, where the action does not say it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="host">Whose terminal shows it.</param>
    /// <param name="taken">Columns of the terminal that the other columns of the view and the gaps take.</param>
    public static string Target(PSObject item, PSHost? host, int taken) =>
        PathCell.FitWithNote(Recovered.Property(item, nameof(ScwRestorePlanItem.Target)), IsUnchanged(item) ? null : Recovered.Property(item, nameof(ScwRestorePlanItem.Reason)), host, taken, share: 1);

    private static bool IsUnchanged(PSObject item) => Recovered.Text(Recovered.Property(item, nameof(ScwRestorePlanItem.Action))) == nameof(RestoreAction.Unchanged);
}

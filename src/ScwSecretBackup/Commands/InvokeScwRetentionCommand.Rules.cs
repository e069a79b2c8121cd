using System.Management.Automation;
using ScwSecretBackup.Engine.Retention;

namespace ScwSecretBackup.Commands;

/// <content>The rules, named as plakar's prune names them.</content>
public sealed partial class InvokeScwRetentionCommand
{
    /// <summary>Keeps the snapshots of the last so many minutes, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Minutes { get; set; }

    /// <summary>Keeps the snapshots of the last so many hours, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Hours { get; set; }

    /// <summary>Keeps the snapshots of the last so many days, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Days { get; set; }

    /// <summary>Keeps the snapshots of the last so many Mondays, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Mondays { get; set; }

    /// <summary>Keeps the snapshots of the last so many Tuesdays, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Tuesdays { get; set; }

    /// <summary>Keeps the snapshots of the last so many Wednesdays, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Wednesdays { get; set; }

    /// <summary>Keeps the snapshots of the last so many Thursdays, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Thursdays { get; set; }

    /// <summary>Keeps the snapshots of the last so many Fridays, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Fridays { get; set; }

    /// <summary>Keeps the snapshots of the last so many Saturdays, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Saturdays { get; set; }

    /// <summary>Keeps the snapshots of the last so many Sundays, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Sundays { get; set; }

    /// <summary>Keeps the snapshots of the last so many weeks, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Weeks { get; set; }

    /// <summary>Keeps the snapshots of the last so many months, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Months { get; set; }

    /// <summary>Keeps the snapshots of the last so many years, the current one included.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Years { get; set; }

    /// <summary>Keeps so many snapshots of each minute, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerMinute { get; set; }

    /// <summary>Keeps so many snapshots of each hour, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerHour { get; set; }

    /// <summary>Keeps so many snapshots of each day, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerDay { get; set; }

    /// <summary>Keeps so many snapshots of each Monday, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerMonday { get; set; }

    /// <summary>Keeps so many snapshots of each Tuesday, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerTuesday { get; set; }

    /// <summary>Keeps so many snapshots of each Wednesday, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerWednesday { get; set; }

    /// <summary>Keeps so many snapshots of each Thursday, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerThursday { get; set; }

    /// <summary>Keeps so many snapshots of each Friday, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerFriday { get; set; }

    /// <summary>Keeps so many snapshots of each Saturday, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerSaturday { get; set; }

    /// <summary>Keeps so many snapshots of each Sunday, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerSunday { get; set; }

    /// <summary>Keeps so many snapshots of each week, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerWeek { get; set; }

    /// <summary>Keeps so many snapshots of each month, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerMonth { get; set; }

    /// <summary>Keeps so many snapshots of each year, the newest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int PerYear { get; set; }

    private RetentionRule[] Rules =>
    [
        new(RetentionPeriod.Minute, Minutes, PerMinute),
        new(RetentionPeriod.Hour, Hours, PerHour),
        new(RetentionPeriod.Day, Days, PerDay),
        new(RetentionPeriod.Monday, Mondays, PerMonday),
        new(RetentionPeriod.Tuesday, Tuesdays, PerTuesday),
        new(RetentionPeriod.Wednesday, Wednesdays, PerWednesday),
        new(RetentionPeriod.Thursday, Thursdays, PerThursday),
        new(RetentionPeriod.Friday, Fridays, PerFriday),
        new(RetentionPeriod.Saturday, Saturdays, PerSaturday),
        new(RetentionPeriod.Sunday, Sundays, PerSunday),
        new(RetentionPeriod.Week, Weeks, PerWeek),
        new(RetentionPeriod.Month, Months, PerMonth),
        new(RetentionPeriod.Year, Years, PerYear),
    ];
}

namespace ScwSecretBackup.Engine.Retention;

/// <summary>Buckets of time that snapshots are sorted into, in the order in which their rules are applied. All are in UTC; weeks are those of ISO 8601.</summary>
public enum RetentionPeriod
{
    /// <summary>Minutes.</summary>
    Minute,

    /// <summary>Hours.</summary>
    Hour,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Mondays; snapshots of other days are in no bucket.</summary>
    Monday,

    /// <summary>Tuesdays.</summary>
    Tuesday,

    /// <summary>Wednesdays.</summary>
    Wednesday,

    /// <summary>Thursdays.</summary>
    Thursday,

    /// <summary>Fridays.</summary>
    Friday,

    /// <summary>Saturdays.</summary>
    Saturday,

    /// <summary>Sundays.</summary>
    Sunday,

    /// <summary>Weeks from Monday to Sunday.</summary>
    Week,

    /// <summary>Months.</summary>
    Month,

    /// <summary>Years.</summary>
    Year,
}

using System.ComponentModel;
using System.Management.Automation;

namespace ScwSecretBackup.Formatting;

/// <summary>Points in time as local dates, which survive Export-Clixml, jobs and remote sessions. ScwSecretBackup.Types.ps1xml names these methods.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SerializedTime
{
    private const string Suffix = "Local";
    private const string Adapted = "psadapted";

    /// <summary>Of the property <c>CreatedAt</c>; null for none.</summary>
    public static DateTime? CreatedAt(PSObject instance) => Read(instance, nameof(CreatedAt));

    /// <summary>Of the property <c>DeletionRequestedAt</c>; null for none.</summary>
    public static DateTime? DeletionRequestedAt(PSObject instance) => Read(instance, nameof(DeletionRequestedAt));

    /// <summary>Of the property <c>ExpiresAt</c>; null for none.</summary>
    public static DateTime? ExpiresAt(PSObject instance) => Read(instance, nameof(ExpiresAt));

    /// <summary>Of the property <c>KeyExpiresAt</c>; null for none.</summary>
    public static DateTime? KeyExpiresAt(PSObject instance) => Read(instance, nameof(KeyExpiresAt));

    /// <summary>Of the property <c>NextRemoval</c>; null for none.</summary>
    public static DateTime? NextRemoval(PSObject instance) => Read(instance, nameof(NextRemoval));

    /// <summary>Of the property <c>RemovedAt</c>; null for none.</summary>
    public static DateTime? RemovedAt(PSObject instance) => Read(instance, nameof(RemovedAt));

    /// <summary>Of the property <c>Timestamp</c>; null for none.</summary>
    public static DateTime? Timestamp(PSObject instance) => Read(instance, nameof(Timestamp));

    /// <summary>Of the property <c>UpdatedAt</c>; null for none.</summary>
    public static DateTime? UpdatedAt(PSObject instance) => Read(instance, nameof(UpdatedAt));

    private static DateTime? Read(PSObject instance, string property) => instance?.BaseObject is PSCustomObject
        ? FromCopy(instance, property)
        : Recovered.Moment(instance?.Properties[property]?.Value)?.LocalDateTime;

    /// <summary>A copy that was not made by a session with the module has the property as PowerShell left it.</summary>
    private static DateTime? FromCopy(PSObject copy, string property) =>
        (copy.Properties[property + Suffix]?.Value ?? (copy.Members[Adapted]?.Value as PSMemberSet)?.Properties[property]?.Value) is { } value
            ? Recovered.Moment(value)?.LocalDateTime
            : null;
}

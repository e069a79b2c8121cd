using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Catalogue;

/// <summary>
/// Every error that the module's cmdlets write or throw themselves. What PowerShell finds while it binds parameters (a missing parameter, a text that is no date) keeps
/// PowerShell's ids. <c>about_ScwSecretBackup_Errors</c> has the same table for users.
/// </summary>
internal static partial class ErrorCatalogue
{
    private static readonly Lazy<IReadOnlyDictionary<string, ErrorEntry>> Entries = new(static () => typeof(ErrorCatalogue)
        .GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(ErrorEntry))
        .Select(property => (ErrorEntry)property.GetValue(null)!)
        .ToDictionary(entry => entry.Id, StringComparer.Ordinal));

    /// <summary>All entries.</summary>
    public static IEnumerable<ErrorEntry> All => Entries.Value.Values;

    /// <summary>The entry of a record that the module made, or null for one of PowerShell's own.</summary>
    public static ErrorEntry? Find(ErrorRecord record) => Entries.Value.GetValueOrDefault(record.FullyQualifiedErrorId.Split(',')[0]);

    /// <summary>Makes an entry; the property it is for gives it its id.</summary>
    private static ErrorEntry Entry(ErrorCategory category, int exitCode, string action, [CallerMemberName] string id = "") => new(id, category, exitCode, action);

    private static ErrorEntry Entry(ErrorCategory category, string action, [CallerMemberName] string id = "") => new(id, category, ExitCodes.General, action);
}

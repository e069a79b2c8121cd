using System.Globalization;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// Reckons with the number of secrets an organization may have (SECRET-MANAGER §5.7). Only the secrets of one project and region can be counted, which is
/// the least the organization has; support can raise the limit, which shows where a project or a snapshot holds more than the limit already.
/// </summary>
internal static class SecretQuota
{
    /// <summary>The limit to reckon with, or null for none.</summary>
    /// <param name="requested">The limit the caller gave.</param>
    /// <param name="snapshotCount">Secrets in the snapshot.</param>
    /// <param name="destinationCount">Secrets in the destination, or null when they can't be listed.</param>
    public static int? FindLimit(int? requested, int snapshotCount, int? destinationCount)
    {
        bool wasRaised = Math.Max(snapshotCount, destinationCount ?? 0) > ServiceLimits.SecretsPerOrganization;
        return requested ?? (wasRaised ? null : ServiceLimits.SecretsPerOrganization);
    }

    /// <summary>Refuses the secrets to create that don't fit in any more, in the order of the plan.</summary>
    public static void Apply(RestorePlanItem[] items, int? limit, int? destinationCount)
    {
        if (limit is not { } allowed || destinationCount is not { } count)
        {
            return;
        }

        for (int i = 0; i < items.Length; i++)
        {
            if (items[i].Action != RestoreAction.Create)
            {
                continue;
            }

            if (count >= allowed)
            {
                items[i] = items[i].Refuse(string.Create(
                    CultureInfo.InvariantCulture, $"the destination would have more than the {allowed} secrets that the plan reckons the organization may have"));
            }
            else
            {
                count++;
            }
        }
    }
}

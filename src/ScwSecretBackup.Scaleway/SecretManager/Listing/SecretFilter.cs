using System.Text;

namespace ScwSecretBackup.Scaleway.SecretManager.Listing;

/// <summary>The query of "list secrets" (SECRET-MANAGER §4.1).</summary>
internal static class SecretFilter
{
    /// <summary>The query with its question mark, without paging. Never an organization: with both scopes the service may answer an empty list (§1, point 5).</summary>
    public static string ToQuery(ListSecretsRequest request)
    {
        var query = new StringBuilder("?project_id=").Append(Uri.EscapeDataString(request.ProjectId))
            .Append("&order_by=created_at_asc")
            .Append("&scheduled_for_deletion=").Append(request.ScheduledForDeletion ? "true" : "false");
        Append(query, "name", request.Name);

        // With a trailing slash the service finds nothing.
        Append(query, "path", request.Path is { Length: > 0 } path && path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : request.Path);
        Append(query, "type", request.Type);
        foreach (var tag in request.Tags)
        {
            Append(query, "tags", tag);
        }

        return query.ToString();
    }

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}

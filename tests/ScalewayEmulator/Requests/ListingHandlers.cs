using ScalewayEmulator.Access;
using ScalewayEmulator.Answers;

namespace ScalewayEmulator.Requests;

/// <summary>The calls on many secrets (SECRET-MANAGER §4, endpoints 1, 3, 19 and 20). Run under the state's lock.</summary>
internal sealed class ListingHandlers(EmulatorState state)
{
    public ApiAnswer List(ApiRequest request)
    {
        List<EmulatedSecret> matching = Order(request, InScope(request).Where(Filter(request)));
        (int skip, int take) = request.Paging();
        return JsonAnswers.Secrets([.. matching.Skip(skip).Take(take)], matching.Count);
    }

    public ApiAnswer Tags(ApiRequest request)
    {
        List<string> tags = [.. Live(request).SelectMany(secret => secret.Tags).Distinct().Order(StringComparer.Ordinal)];
        return Page(request, "tags", tags);
    }

    public ApiAnswer Types(ApiRequest request)
    {
        List<string> types = [.. Live(request).Select(secret => secret.Type).Distinct().Order(StringComparer.Ordinal)];
        return Page(request, "types", types);
    }

    public ApiAnswer Browse(ApiRequest request)
    {
        string prefix = NameRules.CheckPath(request.QueryValue("prefix"));
        string inside = prefix == "/" ? "/" : prefix + "/";
        List<EmulatedSecret> live = [.. Live(request).Where(Filter(request))];
        IEnumerable<BrowseItem> folders = live
            .Where(secret => secret.Path.StartsWith(inside, StringComparison.Ordinal) && secret.Path.Length > inside.Length)
            .GroupBy(secret => secret.Path[inside.Length..].Split('/')[0])
            .Select(group => new BrowseItem(group.Key, group.Min(s => s.CreatedAt), group.Max(s => s.UpdatedAt), null));
        IEnumerable<BrowseItem> secrets = live
            .Where(secret => secret.Path == prefix)
            .Select(secret => new BrowseItem(secret.Name, secret.CreatedAt, secret.UpdatedAt, secret));
        List<BrowseItem> items = [.. folders.Concat(secrets).OrderBy(item => item.Name, StringComparer.Ordinal)];
        (int skip, int take) = request.Paging();
        return JsonAnswers.Browse([.. items.Skip(skip).Take(take)], items.Count, prefix);
    }

    private static ApiAnswer Page(ApiRequest request, string name, List<string> values)
    {
        (int skip, int take) = request.Paging();
        return JsonAnswers.Strings(name, [.. values.Skip(skip).Take(take)], values.Count);
    }

    private IEnumerable<EmulatedSecret> Live(ApiRequest request) => InScope(request).Where(secret => secret.DeletionRequestedAt is null);

    /// <summary>What the key may list with these scope parameters (SECRET-MANAGER §7.3).</summary>
    private IEnumerable<EmulatedSecret> InScope(ApiRequest request)
    {
        string? projectId = request.QueryValue("project_id");
        string? organizationId = request.QueryValue("organization_id");
        if (projectId is not null)
        {
            NameRules.CheckId("project_id", projectId);
        }

        if (organizationId is not null)
        {
            NameRules.CheckId("organization_id", organizationId);
        }

        ApiKey key = request.Key;
        if (!key.Actions.Contains(PermissionSets.List))
        {
            throw ApiErrors.PermissionDenied("secret", PermissionSets.List);
        }

        IEnumerable<EmulatedSecret> inRegion = state.AllSecrets.Where(secret => secret.Region == request.Region);
        return (projectId, organizationId, key.ProjectId) switch
        {
            (null, null, null) => throw ApiErrors.InvalidArgument("project_id", "required", "project_id or organization_id is required"),
            (null, _, not null) => throw ApiErrors.PermissionDenied("secret", PermissionSets.List),
            (null, not null, null) => inRegion,
            (not null, not null, not null) => [],
            (not null, null, not null) when key.ProjectId != projectId => throw ApiErrors.PermissionDenied("secret", PermissionSets.List),
            _ => inRegion.Where(secret => secret.ProjectId == projectId),
        };
    }

    private static Func<EmulatedSecret, bool> Filter(ApiRequest request)
    {
        bool scheduled = request.QueryFlag("scheduled_for_deletion");
        string? name = request.QueryValue("name");
        string? path = request.QueryValue("path");
        string? type = request.QueryValue("type");
        IReadOnlyList<string> tags = request.QueryValues("tags");
        bool? ephemeral = request.QueryValue("ephemeral") is null ? null : request.QueryFlag("ephemeral");
        return secret =>
            scheduled == secret.DeletionRequestedAt is not null &&
            (name is null || secret.Name == name) &&
            (path is null || secret.Path == path) &&
            (type is null or "unknown_type" || secret.Type == type) &&
            (ephemeral is null || secret.IsEphemeral == ephemeral) &&
            tags.All(secret.Tags.Contains);
    }

    private static List<EmulatedSecret> Order(ApiRequest request, IEnumerable<EmulatedSecret> secrets) => request.QueryValue("order_by") switch
    {
        null or "name_asc" => [.. secrets.OrderBy(secret => secret.Name, StringComparer.Ordinal)],
        "name_desc" => [.. secrets.OrderByDescending(secret => secret.Name, StringComparer.Ordinal)],
        "created_at_asc" => [.. secrets.OrderBy(secret => secret.CreatedAt)],
        "created_at_desc" => [.. secrets.OrderByDescending(secret => secret.CreatedAt)],
        "updated_at_asc" => [.. secrets.OrderBy(secret => secret.UpdatedAt)],
        "updated_at_desc" => [.. secrets.OrderByDescending(secret => secret.UpdatedAt)],
        _ => throw ApiErrors.InvalidArgument("order_by", "constraint", "value must be one of the known orders"),
    };
}

using ScalewayEmulator.Http;
using ScalewayEmulator.Iam;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Operations;

/// <summary>Listings across secrets (SECRET-MANAGER §4, 1, 19 and 20).</summary>
internal static class SecretListing
{
    public static ApiAnswer List(ApiRequest request)
    {
        QueryReader query = request.Query;
        Page page = Page.From(query);
        string? order = query.Choice("order_by", EnumValues.Order);
        SecretFilter filter = SecretFilter.From(query);
        IEnumerable<EmulatedSecret> found = InScope(request, query.Uuid("project_id"), query.Uuid("organization_id")).Where(filter.Matches);
        List<EmulatedSecret> secrets = [.. SecretOrder.Sort(found, order, secret => secret.Name, secret => secret.CreatedAt, secret => secret.UpdatedAt)];
        return AnswerJson.List("secrets", page, secrets, AnswerJson.WriteSecret);
    }

    public static ApiAnswer ListTags(ApiRequest request)
    {
        Page page = Page.From(request.Query);
        List<string> tags = [.. InProject(request).SelectMany(secret => secret.Tags).Distinct().Order(StringComparer.Ordinal)];
        return AnswerJson.List("tags", page, tags, (json, tag) => json.WriteStringValue(tag));
    }

    public static ApiAnswer ListTypes(ApiRequest request)
    {
        Page page = Page.From(request.Query);
        List<string> types = [.. InProject(request).Select(secret => secret.Type).Distinct().Order(StringComparer.Ordinal)];
        return AnswerJson.List("types", page, types, (json, type) => json.WriteStringValue(type));
    }

    /// <summary>The secrets of the project that the query names, those scheduled for deletion left out.</summary>
    public static IEnumerable<EmulatedSecret> InProject(ApiRequest request)
    {
        string projectId = request.Query.Uuid("project_id") ?? throw ApiErrors.Required("project_id");
        request.DemandOnProject(SecretAction.List, "secret", projectId);
        return InRegion(request).Where(secret => secret.ProjectId == projectId && !secret.IsScheduledForDeletion);
    }

    /// <summary>Which secrets a key may list under which scope (SECRET-MANAGER §7.3); the surprising case is a project's key with both scopes: an empty list.</summary>
    private static IEnumerable<EmulatedSecret> InScope(ApiRequest request, string? projectId, string? organizationId)
    {
        bool onOrganization = request.Key.AllowsOnOrganization(SecretAction.List);
        if (projectId is not null && organizationId is null)
        {
            request.DemandOnProject(SecretAction.List, "secret", projectId);
            return InRegion(request).Where(secret => secret.ProjectId == projectId);
        }

        if (!onOrganization && projectId is not null && request.Key.AllowsOnProject(SecretAction.List, projectId))
        {
            return [];
        }

        bool isForeign = request.State.OrganizationId is { } own && organizationId is not null && organizationId != own;
        if (!onOrganization || isForeign)
        {
            throw ApiErrors.PermissionsDenied(SecretAction.List, "secret");
        }

        if (projectId is null && organizationId is null && request.State.RequiresListScope)
        {
            throw ApiErrors.Required("project_id");
        }

        return InRegion(request).Where(secret => projectId is null || secret.ProjectId == projectId);
    }

    private static IEnumerable<EmulatedSecret> InRegion(ApiRequest request) => request.State.Secrets.Where(secret => secret.Region == request.Region);
}

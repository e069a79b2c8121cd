using System.Text.Json;
using ScalewayEmulator.Http;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Operations;

/// <summary>The secrets and folders directly below a path (SECRET-MANAGER §3.4). Folders exist only as parts of paths; their times are those of the first and the latest of what they hold.</summary>
internal static class SecretBrowsing
{
    public static ApiAnswer Browse(ApiRequest request)
    {
        QueryReader query = request.Query;
        Page page = Page.From(query);
        string? order = query.Choice("order_by", EnumValues.Order);
        string path = NameRules.NormalizePath(query.Text("prefix"), "prefix");
        var filter = new SecretFilter { Tags = query.Texts("tags"), Type = query.Choice("type", EnumValues.SecretType) };
        List<EmulatedSecret> secrets = [.. SecretListing.InProject(request).Where(filter.Matches)];
        IEnumerable<BrowseItem> items = Folders(secrets, path).Concat(Secrets(secrets, path));
        List<BrowseItem> sorted = [.. SecretOrder.Sort(items, order, item => item.Name, item => item.CreatedAt, item => item.UpdatedAt)];
        return AnswerJson.List("items", page, sorted, WriteItem, json => json.WriteString("current_path", path));
    }

    private static IEnumerable<BrowseItem> Secrets(IEnumerable<EmulatedSecret> secrets, string path) =>
        secrets.Where(secret => secret.Path == path).Select(secret => new BrowseItem(secret.Name, secret.CreatedAt, secret.UpdatedAt, secret));

    private static IEnumerable<BrowseItem> Folders(IEnumerable<EmulatedSecret> secrets, string path)
    {
        string prefix = path == "/" ? "/" : path + "/";
        return secrets
            .Where(secret => secret.Path.Length > prefix.Length && secret.Path.StartsWith(prefix, StringComparison.Ordinal))
            .GroupBy(secret => secret.Path[prefix.Length..].Split('/')[0])
            .Select(folder => new BrowseItem(folder.Key, folder.Min(secret => secret.CreatedAt), folder.Max(secret => secret.UpdatedAt), null));
    }

    private static void WriteItem(Utf8JsonWriter json, BrowseItem item)
    {
        json.WriteStartObject();
        json.WriteString("name", item.Name);
        AnswerJson.WriteTime(json, "created_at", item.CreatedAt);
        AnswerJson.WriteTime(json, "updated_at", item.UpdatedAt);
        if (item.Secret is { } secret)
        {
            json.WriteStartObject("secret");
            json.WriteString("id", secret.Id);
            AnswerJson.WriteStrings(json, "tags", secret.Tags);
            json.WriteNumber("version_count", secret.StoredVersionCount);
            json.WriteBoolean("protected", secret.Protected);
            AnswerJson.WritePolicy(json, secret);
            json.WriteString("type", secret.Type);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartObject("folder");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

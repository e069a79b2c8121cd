using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScwSecretBackup.Engine.Restore.Saved;

/// <summary>Reads saved plans. Unknown fields are ignored, so that people may annotate a plan.</summary>
public static class SavedPlanReader
{
    private static readonly JsonSerializerOptions ReaderOptions = new()
    {
        PropertyNameCaseInsensitive = true,
        Converters = { new JsonStringEnumConverter() },
        MaxDepth = 16,
    };

    /// <summary>Reads a plan.</summary>
    /// <exception cref="EngineException">It is not one.</exception>
    public static SavedPlan Parse(string json)
    {
        SavedPlan? plan;
        try
        {
            plan = JsonSerializer.Deserialize<SavedPlan>(json, ReaderOptions);
        }
        catch (JsonException exception)
        {
            throw Invalid($"{(exception.Path is { Length: > 0 } path ? $"'{path}' " : "the text ")}is missing or has another form", exception);
        }

        if (plan?.Format != SavedPlan.CurrentFormat)
        {
            throw Invalid($"its format is '{plan?.Format}', this version reads '{SavedPlan.CurrentFormat}'", null);
        }

        if (plan.Options is null || plan.Actions is null || plan.Actions.Any(item => item is null or { SecretId: null } or { Folder: null } or { Name: null }))
        {
            throw Invalid("a part of it is null", null);
        }

        return plan.Actions.Select(item => item.SecretId).Distinct(StringComparer.Ordinal).Count() == plan.Actions.Count
            ? plan
            : throw Invalid("it names a secret twice", null);
    }

    /// <summary>The error for something that is no plan.</summary>
    public static EngineException Invalid(string problem, Exception? innerException) => new(
        EngineErrorKind.PlanInvalid,
        $"This is not a restore plan that can be run: {problem}.",
        "Make a plan with New-ScwRestorePlan and save it with Export-Clixml, or with ConvertTo-Json -Depth 10.",
        innerException);
}

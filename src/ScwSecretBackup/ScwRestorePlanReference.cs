using ScwSecretBackup.Engine.Restore.Saved;

namespace ScwSecretBackup;

/// <summary>What <c>-Plan</c> takes: a plan, a saved plan, or the file of one.</summary>
public sealed class ScwRestorePlanReference
{
    private readonly string _json;

    internal ScwRestorePlanReference(string json, string origin)
    {
        _json = json;
        Origin = origin;
    }

    /// <summary>Where the plan came from: a file, or empty for an object.</summary>
    public string Origin { get; }

    /// <summary>Where the plan came from.</summary>
    public override string ToString() => Origin.Length > 0 ? Origin : "the plan";

    /// <summary>Whether it is a plan of this session, which nobody can have edited.</summary>
    internal bool IsLive { get; init; }

    internal SavedPlan Read() => SavedPlanReader.Parse(_json);
}

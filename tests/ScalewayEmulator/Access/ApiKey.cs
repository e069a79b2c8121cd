namespace ScalewayEmulator.Access;

/// <summary>An API key: what it may do, and where. A null project means the whole organization.</summary>
internal sealed record ApiKey(string SecretKey, IReadOnlySet<string> Actions, string? ProjectId)
{
    public bool May(string action, string projectId) => Actions.Contains(action) && (ProjectId is null || ProjectId == projectId);
}

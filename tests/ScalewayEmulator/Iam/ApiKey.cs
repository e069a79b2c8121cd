namespace ScalewayEmulator.Iam;

/// <summary>An API key: actions allowed on projects, or, for a null project, on the whole organization.</summary>
internal sealed class ApiKey
{
    private readonly HashSet<(string Action, string? ProjectId)> _grants = [];

    public bool Expired { get; set; }

    public void Grant(IEnumerable<string> permissionSets, string? projectId)
    {
        foreach (string action in permissionSets.SelectMany(PermissionSet.ActionsOf))
        {
            _grants.Add((action, projectId));
        }
    }

    public void RevokeAll() => _grants.Clear();

    public bool AllowsOnOrganization(string action) => _grants.Contains((action, null));

    public bool AllowsOnProject(string action, string projectId) => AllowsOnOrganization(action) || _grants.Contains((action, projectId));

    public bool AllowsSomewhere(string action) => _grants.Any(grant => grant.Action == action);
}

namespace ScwSecretBackup.Engine.Restore;

/// <summary>What was done for one secret so far; the result is made of it, also after an error in the middle.</summary>
internal sealed class RestoreProgress
{
    private readonly RestorePlanItem _item;
    private readonly Dictionary<int, int> _revisions;
    private readonly List<string> _restored = [];
    private readonly List<LostField> _lost;
    private RestoreVerification? _verification;

    /// <summary>Starts from the plan.</summary>
    public RestoreProgress(RestorePlanItem item)
    {
        _item = item;
        _revisions = new Dictionary<int, int>(item.ExistingRevisions);
        _lost = [.. item.FieldsLost];
        TargetId = item.TargetId;
    }

    /// <summary>Id of the secret in the destination, once it is known.</summary>
    public string? TargetId { get; set; }

    /// <summary>What exists and what is lost shows better now than when the item was planned.</summary>
    public void Replan(RestorePlanItem item)
    {
        foreach ((int source, int target) in item.ExistingRevisions)
        {
            _revisions[source] = target;
        }

        _lost.Clear();
        _lost.AddRange(item.FieldsLost);
    }

    /// <summary>A version was written.</summary>
    public void AddRevision(int source, int target) => _revisions[source] = target;

    /// <summary>A version was verified in some way.</summary>
    public void AddVerification(RestoreVerification verification) =>
        _verification = _verification is { } weakest && weakest < verification ? weakest : verification;

    /// <summary>A field came back.</summary>
    public void AddRestored(params IEnumerable<string> fields) => _restored.AddRange(fields);

    /// <summary>A field can't come back.</summary>
    public void AddLost(LostField field) => _lost.Add(field);

    /// <summary>The result. The weakest way in which a version was verified counts.</summary>
    public RestoreItemResult ToResult(RestoreAction action, Exception? error = null) => new()
    {
        Item = _item,
        Action = action,
        TargetId = TargetId,
        RevisionMap = _revisions,
        FieldsRestored = _restored,
        FieldsLost = _lost,
        Verification = _verification ?? RestoreVerification.None,
        Error = error,
    };
}

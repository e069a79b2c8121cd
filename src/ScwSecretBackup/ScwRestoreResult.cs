using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup;

/// <summary>What a restore did with one secret.</summary>
public sealed class ScwRestoreResult
{
    internal ScwRestoreResult(RestoreItemResult result, RestorePlan plan)
    {
        Action = result.Action;
        Folder = result.Item.TargetFolder;
        Name = result.Item.TargetName;
        SecretId = result.Item.Source.Metadata.Id;
        TargetId = result.TargetId;
        RevisionMap = new Dictionary<int, int>(result.RevisionMap);
        FieldsRestored = result.FieldsRestored.ToArray();
        FieldsLost = result.FieldsLost.Select(field => new ScwLostField(field)).ToArray();
        Verified = result.Verification;
        Error = result.Error?.Message;
        Status = result.Status;
        ExitCode = result.Error is null ? ExitCodes.Success : ExitCodes.Of(Errors.FromItem(result.Error, SecretPath.Join(Folder, Name)));
        Snapshot = plan.Request.Snapshot.Id.ToString();
        ProjectId = plan.Request.ProjectId;
        Region = plan.Region;
    }

    /// <summary>What was done, or what was meant to be done when <see cref="Error"/> is not null.</summary>
    public RestoreAction Action { get; }

    /// <summary>Folder in the destination.</summary>
    public string Folder { get; }

    /// <summary>Name in the destination.</summary>
    public string Name { get; }

    /// <summary>Folder and name in the destination.</summary>
    public string Target => SecretPath.Join(Folder, Name);

    /// <summary>Id of the secret in the snapshot.</summary>
    public string SecretId { get; }

    /// <summary>Id of the secret in the destination, or null.</summary>
    public string? TargetId { get; }

    /// <summary>Revision in the snapshot to revision in the destination.</summary>
    public IReadOnlyDictionary<int, int> RevisionMap { get; }

    /// <summary>Fields that came back.</summary>
    public IReadOnlyList<string> FieldsRestored { get; }

    /// <summary>Fields that can't come back, each with its reason.</summary>
    public IReadOnlyList<ScwLostField> FieldsLost { get; }

    /// <summary>How the values were verified.</summary>
    public RestoreVerification Verified { get; }

    /// <summary>What went wrong, or null. The error stream has the whole error.</summary>
    public string? Error { get; }

    /// <summary>Complete, or Failed, or Partial where something was written before the error.</summary>
    public RestoreStatus Status { get; }

    /// <summary>For <c>exit</c> in a job: 0 when complete, else what plakar would exit with.</summary>
    public int ExitCode { get; }

    /// <summary>Id of the snapshot, 64 hex digits.</summary>
    public string Snapshot { get; }

    /// <summary>Project of the destination.</summary>
    public string ProjectId { get; }

    /// <summary>Region of the destination.</summary>
    public string Region { get; }

    /// <summary>The action on the target.</summary>
    public override string ToString() => $"{Action} {Target}";
}

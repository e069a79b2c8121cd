namespace ScwSecretBackup.Infrastructure;

/// <summary>What came through the pipeline, put together by project and region, in the order it came.</summary>
internal sealed class BackupTargets
{
    private readonly List<BackupTarget> _targets = [];

    /// <summary>The targets, each once.</summary>
    public IReadOnlyList<BackupTarget> All => _targets;

    /// <summary>Adds a whole project and region.</summary>
    public void Add(ScalewaySession source)
    {
        if (!_targets.Exists(target => target.Source == source && target.SecretIds is null))
        {
            _targets.Add(new BackupTarget(source, SecretIds: null));
        }
    }

    /// <summary>Adds a secret.</summary>
    public void Add(ScalewaySession source, string secretId)
    {
        BackupTarget? target = _targets.Find(target => target.Source == source && target.SecretIds is not null);
        if (target is null)
        {
            target = new BackupTarget(source, []);
            _targets.Add(target);
        }

        target.SecretIds!.Add(secretId);
    }
}

using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore.Mapping;

/// <summary>Maps the secrets of a snapshot to the folders, names, tags and keys they get in the destination.</summary>
internal sealed class TargetMapping
{
    private readonly RestoreRequest _request;
    private readonly FolderMap _folders;
    private readonly string _region;

    /// <summary>Maps as a request says, into a region.</summary>
    public TargetMapping(RestoreRequest request, string region)
    {
        _request = request;
        _folders = new FolderMap(request.FolderMap);
        _region = region;
    }

    /// <summary>The metadata that the destination's secret should have.</summary>
    public Secret Map(Secret source)
    {
        (string folder, string name) = MapName(SecretPath.NormalizeFolder(source.Path), source.Name);
        return source with
        {
            Path = folder,
            Name = name,
            Tags = [.. source.Tags, .. _request.TagAdd.Except(source.Tags, StringComparer.Ordinal)],
            KeyId = MapKey(source),
        };
    }

    /// <summary>Why the key or the name of a secret rules its creation out, or null.</summary>
    public string? FindObstacle(SnapshotSecret source, Secret wanted)
    {
        if (SecretPath.TryCreate(wanted.Path, wanted.Name, out string problem) is null)
        {
            return $"it can't be named '{wanted.Name}' in '{wanted.Path}': {problem}";
        }

        bool keyIsForeign = wanted.KeyId is not null && wanted.KeyId == source.Metadata.KeyId && source.Metadata.Region != _region;
        return keyIsForeign && !_request.KeyIdMap.ContainsKey(source.Metadata.KeyId!)
            ? $"its Key Manager key {source.Metadata.KeyId} belongs to {source.Metadata.Region} and can't be used in {_region}; map it to a key there, restore it without the key, or refrain"
            : null;
    }

    private string? MapKey(Secret source)
    {
        if (source.KeyId is null || !_request.KeyIdMap.TryGetValue(source.KeyId, out string? mapped))
        {
            return _request.DropKeyId ? null : source.KeyId;
        }

        return mapped;
    }

    private (string Folder, string Name) MapName(string folder, string name)
    {
        string mappedFolder = _folders.Map(folder);
        string fullName = folder == "/" ? $"/{name}" : $"{folder}/{name}";
        if (!_request.NameMap.TryGetValue(fullName, out string? mapped) && !_request.NameMap.TryGetValue(name, out mapped))
        {
            return (mappedFolder, name);
        }

        int slash = mapped.LastIndexOf('/');
        return slash < 0 ? (mappedFolder, mapped) : (SecretPath.NormalizeFolder(mapped[..slash]), mapped[(slash + 1)..]);
    }
}

using ScwSecretBackup.Kloset.Hashing;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Caching;

/// <summary>
/// Keeps the state files of stores, exactly as the stores keep them, in a folder of the user's, so that opening a store again reads only
/// what is new. It may be deleted at any time, is shared by any number of processes, and what goes wrong with it never fails a command.
/// </summary>
public sealed class StateCache
{
    private readonly string _root;
    private readonly Action<string> _onTrouble;

    /// <param name="root">Folder of the cache, an absolute path; created when it is first needed.</param>
    /// <param name="onTrouble">Told in a sentence what went wrong; the cache is then not used or not kept up to date. Called from any thread.</param>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    public StateCache(string root, Action<string> onTrouble)
    {
        ArgumentNullException.ThrowIfNull(onTrouble);
        if (!Path.IsPathFullyQualified(root))
        {
            throw new ArgumentException($"The path '{root}' of the cache is not absolute.", nameof(root));
        }

        _root = Path.GetFullPath(root);
        _onTrouble = onTrouble;
    }

    /// <summary>What is cached of one store now.</summary>
    internal CachedStates Open(Guid repositoryId, IStoreMac mac)
    {
        CachedStates states = new(Path.Combine(_root, "states", repositoryId.ToString()), mac, _onTrouble);
        states.Load();
        return states;
    }

    /// <summary>Whether the exception is one that leaves a command without cache, but not without result.</summary>
    internal static bool IsTrouble(Exception exception) => FileStorageErrors.IsFileSystemError(exception) || exception is KlosetFormatException;
}

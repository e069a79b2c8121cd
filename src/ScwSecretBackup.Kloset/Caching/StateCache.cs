using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Caching;

/// <summary>
/// Keeps the states of stores, encrypted under a key that only who opens the store has, in a folder of the user's, so that opening a store
/// again reads only what is new. It may be deleted at any time, is shared by any number of processes, and what goes wrong with it never fails a command.
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
    /// <param name="repositoryId">Of the store.</param>
    /// <param name="key">Of the store; null for a plaintext store.</param>
    internal CachedStates Open(Guid repositoryId, StoreKey? key)
    {
        CachedStates states = new(Path.Combine(_root, "states", repositoryId.ToString()), new CacheCipher(repositoryId, key), _onTrouble);
        states.Load();
        return states;
    }

    /// <summary>Whether the exception is one that leaves a command without cache, but not without result.</summary>
    internal static bool IsTrouble(Exception exception) => FileStorageErrors.IsFileSystemError(exception) || exception is KlosetFormatException;
}

using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Reads the secrets of a destination with their versions.</summary>
internal sealed class DestinationReader
{
    private readonly ISecretManager _destination;
    private readonly DestinationIndex _index;

    /// <summary>Reads what an index found.</summary>
    public DestinationReader(ISecretManager destination, DestinationIndex index)
    {
        _destination = destination;
        _index = index;
    }

    /// <summary>The live secret with a folder and name, or null.</summary>
    public async Task<DestinationSecret?> FindAsync(string folder, string name, CancellationToken cancellationToken) =>
        _index.Find(folder, name) is { } secret ? await LoadAsync(secret, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>A listed secret with its versions; null when it is gone by now.</summary>
    public async Task<DestinationSecret?> LoadAsync(Secret secret, CancellationToken cancellationToken)
    {
        try
        {
            return new DestinationSecret(secret, await _destination.ListVersionsAsync(secret.Id, cancellationToken).ConfigureAwait(false));
        }
        catch (ScalewayApiException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }
}

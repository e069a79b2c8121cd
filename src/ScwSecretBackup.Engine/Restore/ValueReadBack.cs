using System.Security.Cryptography;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Compares a version of the destination with the bytes that should be in it.</summary>
internal sealed class ValueReadBack
{
    private readonly ISecretManager _destination;
    private readonly DestinationWrites _writes;

    /// <summary>Reads from a destination.</summary>
    public ValueReadBack(ISecretManager destination, DestinationWrites writes)
    {
        _destination = destination;
        _writes = writes;
    }

    /// <summary>Whether the version holds the bytes; null when it can't or must not be read.</summary>
    public async Task<bool?> HoldsAsync(TargetSecret target, SecretVersion version, ReadOnlyMemory<byte> expected)
    {
        if (!target.IsReadable(version))
        {
            return null;
        }

        try
        {
            using SecretValue actual = await _writes
                .ReadSettlingAsync(token => _destination.AccessVersionAsync(target.Id, version.Revision, token)).ConfigureAwait(false);
            return CryptographicOperations.FixedTimeEquals(actual.Data.Span, expected.Span);
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            target.MayRead = false;
            return null;
        }
        catch (ScalewayApiException exception) when (ServiceRefusal.ConcernsOneItem(exception))
        {
            // A short lifetime can end before the value is read back. The version is written either way: what refuses is only the proof.
            return null;
        }
    }
}

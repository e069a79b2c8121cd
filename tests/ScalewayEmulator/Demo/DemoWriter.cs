using System.Security.Cryptography;
using System.Text;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Demo;

/// <summary>Adds secrets with ids and dates that are the same for the same project, region and day.</summary>
internal sealed class DemoWriter(EmulatorState state, string projectId, string region)
{
    private static readonly TimeSpan BetweenSecrets = new(0, 7, 13, 11, 123);
    private static readonly TimeSpan BetweenVersions = new(0, 2, 51, 7, 456);

    private readonly DateTimeOffset _firstDay = new(state.Now.UtcDateTime.Date.AddDays(-60), TimeSpan.Zero);
    private int _count;

    public DateTimeOffset Today => _firstDay.AddDays(60);

    /// <summary>Adds a secret with the versions given, oldest first.</summary>
    public EmulatedSecret Add(string path, string name, string type, IReadOnlyList<byte[]> versions, Action<EmulatedSecret>? configure = null)
    {
        DateTimeOffset createdAt = _firstDay + _count * BetweenSecrets + TimeSpan.FromMicroseconds(_count * 7 + 1);
        _count++;
        var secret = new EmulatedSecret
        {
            Id = IdOf($"{projectId}/{region}{path}/{name}"),
            ProjectId = projectId,
            Region = region,
            Path = path,
            Name = name,
            Type = type,
            CreatedAt = createdAt,
            UpdatedAt = createdAt,
        };
        configure?.Invoke(secret);
        state.AddSecret(secret);
        foreach (byte[] data in versions)
        {
            DateTimeOffset writtenAt = createdAt + secret.NextRevision * BetweenVersions;
            PayloadRules.Check(type, data);
            state.AddVersion(secret, data, version =>
            {
                version.CreatedAt = writtenAt;
                version.UpdatedAt = writtenAt;
                version.Description = version.Revision == 1 ? "first version" : $"rotation {version.Revision - 1}";
            });
        }

        return secret;
    }

    private static string IdOf(string fullName)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(fullName));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }
}

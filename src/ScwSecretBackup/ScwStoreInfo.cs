using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup;

/// <summary>How a store was set up and how much is in it.</summary>
public sealed class ScwStoreInfo
{
    internal ScwStoreInfo(StoreFacts facts, string location)
    {
        Id = facts.Configuration.RepositoryId;
        Location = location;
        CreatedAt = facts.Configuration.Timestamp.ToDateTimeOffset();
        Hashing = facts.Configuration.Hashing.ToString();
        Compression = facts.Configuration.Compression?.ToString() ?? "None";
        Encryption = facts.Configuration.Encryption?.SubKeyAlgorithm.ToString() ?? "None";
        KeyDerivation = facts.Configuration.Encryption?.Kdf switch
        {
            null => "None",
            Argon2idParameters => "Argon2id",
            ScryptParameters => "scrypt",
            _ => "PBKDF2",
        };
        SnapshotCount = facts.SnapshotCount;
        PackfileCount = facts.PackfileCount;
        Size = facts.PackfileBytes;
    }

    /// <summary>Repository id.</summary>
    public Guid Id { get; }

    /// <summary>Where the store is.</summary>
    public string Location { get; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Algorithm of its identifiers.</summary>
    public string Hashing { get; }

    /// <summary>Algorithm of its compression, or None.</summary>
    public string Compression { get; }

    /// <summary>How it is encrypted, or None.</summary>
    public string Encryption { get; }

    /// <summary>How its key comes from the passphrase, or None.</summary>
    public string KeyDerivation { get; }

    /// <summary>Snapshots, damaged ones included.</summary>
    public int SnapshotCount { get; }

    /// <summary>Packfiles.</summary>
    public int PackfileCount { get; }

    /// <summary>Bytes of all packfiles.</summary>
    public long Size { get; }

    /// <summary>Where the store is.</summary>
    public override string ToString() => Location;
}

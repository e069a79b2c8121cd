using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup;

/// <summary>A registered store. Holds neither passphrase nor key, only where they are found.</summary>
public sealed class ScwStoreRegistration
{
    internal ScwStoreRegistration(StoreApp app) => App = app;

    /// <summary>Name it is registered under.</summary>
    public string Name => App.Name;

    /// <summary>Where the store is: a folder or an address.</summary>
    public string Location => App.Location;

    /// <summary>Repository id: another store at that place is refused. Null until the store is there to be looked at, or is opened by this name.</summary>
    public Guid? Id => App.StoreId;

    /// <summary>Where the passphrase is found, or empty when whoever runs a command brings it.</summary>
    public string PassphraseReference => App.Passphrase?.ToString() ?? "";

    /// <summary>Where the API key for an address is found, or empty when whoever runs a command brings it.</summary>
    public string CredentialReference => App.Credential?.ToString() ?? "";

    internal StoreApp App { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

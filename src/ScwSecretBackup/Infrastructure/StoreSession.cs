using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Infrastructure;

/// <summary>The store a cmdlet works on: a handle of the user's, which stays open, or one that is opened here and closed at the end.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly ScwStore _handle;
    private readonly bool _owned;

    private StoreSession(ScwStore handle, KlosetStore store, bool owned)
    {
        _handle = handle;
        _owned = owned;
        Store = store;
    }

    /// <summary>The open store.</summary>
    public KlosetStore Store { get; }

    /// <summary>Where it is.</summary>
    public string Location => _handle.Location;

    /// <summary>Names that completion offers as long as the handle is open.</summary>
    public KnownSecrets KnownSecrets => _handle.KnownSecrets;

    /// <summary>Uses the handle, or opens the store.</summary>
    public static StoreSession Begin(
        EngineCommand command, ScwStoreReference reference, SecureString? passphrase, string? keyFile, bool useCache, string? passphraseCommand = null, bool forCheck = false, bool forWriting = false)
    {
        bool owned = reference.Handle is null;
        ScwStore handle = reference.Handle ?? Open(command, StoreTarget.Resolve(command, reference));
        if (handle.TryUse() is not { } store)
        {
            command.Fail(Errors.Create($"The store '{handle.Location}' was closed.", Catalogue.ErrorCatalogue.StoreClosed, handle.Location));
            return null;
        }

        var session = new StoreSession(handle, store, owned);
        if (forWriting && handle.LacksEncryption)
        {
            session.Dispose();
            command.Fail(Errors.Create(
                $"The store '{handle.Location}' is not encrypted although a passphrase was given for it. Nothing was written: it would be there in clear text.",
                Catalogue.ErrorCatalogue.StoreNotEncrypted,
                handle.Location));
        }

        return session;

        ScwStore Open(EngineCommand opener, StoreTarget target) =>
            new StoreOpener(opener, new PassphraseSource(opener, passphrase, keyFile, passphraseCommand, target.App?.Passphrase), useCache) { ForCheck = forCheck, ForWriting = forWriting, Registered = target.App }
                .Open(StorePlace.Resolve(opener, target.Location, new S3Parameters(StoreCredential.Read(opener, target.App))));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_owned)
        {
            _handle.CloseAsync().GetAwaiter().GetResult();
        }
    }
}

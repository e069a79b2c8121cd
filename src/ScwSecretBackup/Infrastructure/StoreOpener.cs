using ScwSecretBackup.Binding;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Caching;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Creates and opens stores.</summary>
internal sealed class StoreOpener(EngineCommand command, PassphraseSource passphrases, bool useCache)
{
    /// <summary>Whether the store is opened for a check, which states that are damaged don't stop.</summary>
    public bool ForCheck { get; init; }

    /// <summary>Whether secrets are to be written into the store: then the command refuses what else is worth a warning.</summary>
    public bool ForWriting { get; init; }

    /// <summary>The registration that led to the place, or null: it says which store is expected there.</summary>
    public StoreApp? Registered { get; init; }

    /// <summary>Opens the store at a place.</summary>
    public ScwStore Open(StorePlace place)
    {
        var pin = new StorePin(command, Registered, place);
        if (place.Folder is { } folder)
        {
            RequireStore(place, folder);
        }

        pin.RequireUnlessUnreadable();
        Passphrase? given = passphrases.ReadGiven(place.Location);
        ScwStore store = TryOpen(place, given) ?? TryOpen(place, passphrases.Prompt(place.Location))!;
        if (given is not null && !store.IsEncrypted && !(ForWriting && store.LacksEncryption))
        {
            command.WriteWarning($"The store '{place.Location}' is not encrypted although a passphrase was given: what is backed up into it is in clear text. If it should be encrypted, somebody has put another store in its place.");
        }

        pin.Keep(store);
        return store;
    }

    /// <summary>Creates a store at a place that is missing or empty, and disposes the passphrase; null makes a plaintext store.</summary>
    public ScwStore Create(StorePlace place, Passphrase? passphrase)
    {
        command.WriteVerbose(passphrase is null ? $"Creating the store '{place.Location}'." : $"Deriving a key for the new store '{place.Location}'.");
        return command.Run("Creating the store", place.Location, async run => new ScwStore(await DeriveAside(
            token => KlosetStore.CreateAsync(place.CreateStorage(), passphrase?.Bytes, new StoreCreationOptions(), OpenCache(), TimeProvider.System, token),
            passphrase,
            run.CancellationToken).ConfigureAwait(false)));
    }

    /// <summary>Stops unless a new store fits in.</summary>
    public void RequireFree(StorePlace place)
    {
        if (!command.Run("Looking at the place", place.Location, run => place.IsFreeAsync(run.CancellationToken)))
        {
            string message = place.Folder is null ? $"'{place.Location}' holds a store or parts of one." : $"'{place.Folder}' exists and is not an empty folder.";
            command.Fail(Errors.Create(message, ErrorCatalogue.StoreExists, place.Location));
        }
    }

    private StateCache? OpenCache() => useCache ? UserCache.ForStates(command.PostVerbose) : null;

    private void RequireStore(StorePlace place, string folder)
    {
        if (!Directory.Exists(folder) && !File.Exists(folder))
        {
            command.Fail(Errors.Create($"There is no store at '{folder}': no such folder.", ErrorCatalogue.StoreNotFound, folder,
                "Check the path, or create the store with New-ScwStore."));
        }

        if (!File.Exists(Path.Combine(folder, StorageKey.Config.RelativePath)))
        {
            RequireNoContent(place, cause: null);
            command.Fail(Errors.Create($"'{folder}' is not a store: it has no file CONFIG.", ErrorCatalogue.NotAStore, folder));
        }
    }

    /// <summary>Opens, and disposes the passphrase. Null when the store is encrypted and there is no passphrase.</summary>
    private ScwStore? TryOpen(StorePlace place, Passphrase? passphrase)
    {
        command.WriteVerbose($"Opening the store '{place.Location}'.");
        (ScwStore? store, Exception? failure) = command.Attempt("Opening the store", async run =>
        {
            try
            {
                KlosetStore store = await DeriveAside(
                    token => ForCheck
                        ? KlosetStore.OpenForCheckAsync(place.CreateStorage(), passphrase?.Bytes, TimeProvider.System, token)
                        : KlosetStore.OpenAsync(place.CreateStorage(), passphrase?.Bytes, OpenCache(), TimeProvider.System, token),
                    passphrase,
                    run.CancellationToken).ConfigureAwait(false);
                return new ScwStore(store) { LacksEncryption = passphrases.IsMeant && !store.IsEncrypted };
            }
            catch (KlosetKeyException) when (passphrase is null)
            {
                return null;
            }
        });
        return failure is null ? store : throw Refuse(place, failure);
    }

    /// <summary>Ends the command; a check gets to know that CONFIG is damaged, which is all that opening for one reads.</summary>
    private Exception Refuse(StorePlace place, Exception failure)
    {
        if (ForCheck && failure is KlosetFormatException or KlosetVersionException { MayBeDamage: true })
        {
            return new DamagedConfigurationException(place.Location, failure);
        }

        if (failure is KlosetStorageException { Failure: StorageFailure.NoStore })
        {
            RequireNoContent(place, failure);
        }

        command.Fail(Errors.FromException(failure, place.Location));
        return failure;
    }

    /// <summary>Tells a check that the CONFIG of a store is missing, when the rest of it is there.</summary>
    private void RequireNoContent(StorePlace place, Exception? cause)
    {
        bool isLost = ForCheck && command.Run("Looking at the place", place.Location, async run =>
        {
            IStorage storage = place.CreateStorage();
            await using (storage.ConfigureAwait(false))
            {
                return await KlosetStore.HasContentAsync(storage, run.CancellationToken).ConfigureAwait(false);
            }
        });
        if (isLost)
        {
            throw new DamagedConfigurationException(place.Location, new KlosetFormatException("The file 'CONFIG' is missing.", cause));
        }
    }

    /// <summary>
    /// The key derivation takes a second and can't be interrupted. Ctrl-C leaves it behind; its result and the passphrase are disposed when it ends.
    /// </summary>
    private static async Task<KlosetStore> DeriveAside(Func<CancellationToken, Task<KlosetStore>> derive, Passphrase? passphrase, CancellationToken cancellationToken)
    {
        Task<KlosetStore> deriving = Task.Run(() => derive(cancellationToken), CancellationToken.None);
        try
        {
            return await deriving.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _ = Forget(deriving, passphrase, wanted: !cancellationToken.IsCancellationRequested);
        }
    }

    private static async Task Forget(Task<KlosetStore> deriving, Passphrase? passphrase, bool wanted)
    {
        try
        {
            KlosetStore store = await deriving.ConfigureAwait(false);
            if (!wanted)
            {
                await store.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is KlosetException or OperationCanceledException or IOException)
        {
            // Reported to the caller unless the command was stopped, and then nobody wants to know.
        }
        finally
        {
            passphrase?.Dispose();
        }
    }
}

using System.Management.Automation;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Infrastructure;

/// <summary>
/// Keeps a registered name to the store that it was registered for: another one in its place would take the secrets that are meant for it, and give back
/// what somebody else put into it.
/// </summary>
internal sealed class StorePin(EngineCommand command, StoreApp? app, StorePlace place)
{
    /// <summary>
    /// The id of the store in a folder, or null when there is none to be seen yet. An address is not looked at: registering makes no call, and the first
    /// opening by the name keeps the id.
    /// </summary>
    public static Guid? Find(EngineCommand command, string location) => location.Contains("://", StringComparison.Ordinal)
        ? null
        : Peek(command, () => new FileStorage(location));

    /// <summary>Ends the command when CONFIG already shows that another store is there; no passphrase is asked for or tried then.</summary>
    public void RequireUnlessUnreadable()
    {
        if (app?.StoreId is not null && Peek(command, place.CreateStorage) is { } found)
        {
            Require(found);
        }
    }

    /// <summary>Checks the store once it is open, and keeps its id where the registration has none yet.</summary>
    public void Keep(ScwStore store)
    {
        if (app is null)
        {
            return;
        }

        if (app.StoreId is null)
        {
            Remember(app, store.Id);
        }
        else if (app.StoreId != store.Id)
        {
            store.CloseAsync().GetAwaiter().GetResult();
            Require(store.Id);
        }
    }

    private static Guid? Peek(EngineCommand command, Func<IStorage> createStorage)
    {
        (Guid id, Exception? failure) = command.Attempt("Looking at the store", async run =>
        {
            IStorage storage = createStorage();
            await using (storage.ConfigureAwait(false))
            {
                return await KlosetStore.PeekIdAsync(storage, run.CancellationToken).ConfigureAwait(false);
            }
        });
        if (failure is null)
        {
            return id;
        }

        command.WriteVerbose($"Which store it is can't be seen yet: {failure.Message}");
        return null;
    }

    private void Require(Guid found)
    {
        if (app!.StoreId != found)
        {
            command.Fail(Errors.Create(
                $"'{app.Name}' is registered for the store {app.StoreId}, and at '{place.Location}' is another one, {found}. Nothing was read from it or written to it.",
                ErrorCatalogue.StoreExchanged,
                app.Name));
        }
    }

    private void Remember(StoreApp registered, Guid id)
    {
        if (LanguagePrimitives.IsTrue(command.SessionState.PSVariable.GetValue("WhatIfPreference"))
            || (command.MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? whatIf) && LanguagePrimitives.IsTrue(whatIf)))
        {
            return;
        }

        // Only what was read is kept: meanwhile the name may have been registered anew.
        Exception? failure = AppRegistry.TryUpdate(command, before => before.Stores.TryGetValue(registered.Name, out StoreApp? now) && now == registered
            ? before with { Stores = before.Stores.SetItem(registered.Name, now with { StoreId = id }) }
            : before);
        command.WriteVerbose(failure is null
            ? $"'{registered.Name}' is kept to the store {id} from now on."
            : $"That '{registered.Name}' is the store {id} could not be written down: {failure.Message}");
    }
}

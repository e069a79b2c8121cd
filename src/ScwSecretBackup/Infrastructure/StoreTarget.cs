using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Where a store is, and what it is registered with.</summary>
/// <param name="Location">Folder or address, as the user or the registration has it.</param>
/// <param name="App">The registration, or null when a folder or an address was given.</param>
internal sealed record StoreTarget(string Location, StoreApp? App)
{
    /// <summary>
    /// Finds what the user meant. An address, and a path that shows to be one (<c>./vault</c>, <c>~/vault</c>, <c>C:\vault</c>), are taken as they are.
    /// A bare word is a registered name before it is a folder of the current location: a name means the same everywhere.
    /// </summary>
    public static StoreTarget Resolve(EngineCommand command, ScwStoreReference reference) =>
        reference.Registration is { } registration ? new StoreTarget(registration.Location, registration) : Resolve(command, reference.Path!);

    /// <inheritdoc cref="Resolve(EngineCommand, ScwStoreReference)" />
    public static StoreTarget Resolve(EngineCommand command, string text)
    {
        if (IsPathOrAddress(text))
        {
            return new StoreTarget(text, null);
        }

        AppConfiguration configuration = AppRegistry.Read(command);
        bool isFolder = Directory.Exists(PathResolver.ToFileSystemPath(command, text));
        if (configuration.Stores.TryGetValue(text, out StoreApp? app))
        {
            command.WriteVerbose($"'{text}' is the registered store at '{app.Location}'.");
            if (isFolder)
            {
                command.WriteWarning($"'{text}' is taken as the registered store at '{app.Location}', not as the folder of that name here. Write './{text}' for the folder.");
            }

            return new StoreTarget(app.Location, app);
        }

        if (!isFolder)
        {
            command.Fail(Errors.Create($"There is no store '{text}': no store is registered under that name, and no such folder is here. {AppRegistry.Describe(configuration.Stores.Keys)}",
                ErrorCatalogue.StoreNotFound, text, "Check the name or the path, register the store with Register-ScwStore, or create it with New-ScwStore."));
        }

        return new StoreTarget(text, null);
    }

    private static bool IsPathOrAddress(string text) =>
        text[0] is '.' or '~' || text.AsSpan().IndexOfAny('/', '\\', ':') >= 0;
}

using System.Text.Json;

namespace ScwSecretBackup.Engine.Apps;

/// <summary>
/// Reads the configuration file strictly: a field that this version doesn't know is refused, because a key typed there by hand, or a safeguard of a later
/// version, must not go unnoticed. Messages name file, entry and field, never a value.
/// </summary>
internal static class AppConfigurationReader
{
    private static readonly string[] CloudFields = ["projectId", "region", "apiUrl", "credential", "environment", "dataClasses", "dataset", "keyExpiresAt"];

    public static AppConfiguration Read(ReadOnlyMemory<byte> content, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 8, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Read(document.RootElement, file);
        }
        catch (JsonException exception)
        {
            // The parser's message may quote the content, so only the place is kept.
            throw Invalid(file, $"it is not valid JSON at line {exception.LineNumber + 1}");
        }
    }

    public static EngineException Invalid(string file, string problem, Exception? innerException = null) => new(
        EngineErrorKind.ConfigurationInvalid,
        $"The configuration file '{file}' can't be used: {problem}.",
        $"Correct the file, or register the entry again after removing it there; {AppConfigurationLocation.Variable} names another file.",
        innerException);

    private static AppConfiguration Read(JsonElement element, string file)
    {
        var root = new AppEntryReader(element, file, "the file");
        RequireVersion(root);
        root.RefuseOthers("version", "sources", "destinations", "stores");
        AppConfiguration empty = AppConfiguration.Empty;
        return new AppConfiguration
        {
            Sources = empty.Sources.AddRange(root.Entries("sources", "source").Select(entry => KeyValuePair.Create(entry.Name, ReadCloud(entry.Name, entry.Reader)))),
            Destinations = empty.Destinations.AddRange(root.Entries("destinations", "destination").Select(entry => KeyValuePair.Create(entry.Name, ReadCloud(entry.Name, entry.Reader)))),
            Stores = empty.Stores.AddRange(root.Entries("stores", "store").Select(entry => KeyValuePair.Create(entry.Name, ReadStore(entry.Name, entry.Reader)))),
        };
    }

    private static void RequireVersion(AppEntryReader root)
    {
        int version = root.RequireNumber("version");
        if (version != AppConfigurationWriter.Version)
        {
            throw root.Fault(version > AppConfigurationWriter.Version
                ? $"it was written by a later version of this module (format {version}; this one knows {AppConfigurationWriter.Version}). Update the module"
                : $"its format {version} never existed");
        }
    }

    private static CloudApp ReadCloud(string name, AppEntryReader entry)
    {
        entry.RefuseOthers(CloudFields);
        var app = new CloudApp
        {
            Name = name,
            ProjectId = entry.RequireText("projectId"),
            Region = entry.RequireText("region"),
            ApiUrl = entry.Address("apiUrl"),
            Credential = ReadCredential(entry),
            Environment = entry.Text("environment") ?? "",
            DataClasses = entry.Texts("dataClasses"),
            OwnDataset = entry.Text("dataset"),
            KeyExpiresAt = entry.Time("keyExpiresAt"),
        };
        return app.FindFault() is { } fault ? throw entry.Fault(fault) : app;
    }

    private static StoreApp ReadStore(string name, AppEntryReader entry)
    {
        entry.RefuseOthers("location", "storeId", "passphrase", "credential");
        AppEntryReader? passphrase = entry.Nested("passphrase");
        passphrase?.RefuseOthers("keyFile", "variable", "secret", "command");
        var app = new StoreApp
        {
            Name = name,
            Location = entry.RequireText("location"),
            StoreId = entry.Id("storeId"),
            Passphrase = passphrase is null ? null : new PassphraseReference
            {
                KeyFile = passphrase.Text("keyFile"),
                Variable = passphrase.Text("variable"),
                Secret = passphrase.Text("secret"),
                Command = passphrase.Text("command"),
            },
            Credential = ReadCredential(entry),
        };
        return app.FindFault() is { } fault ? throw entry.Fault(fault) : app;
    }

    private static CredentialReference? ReadCredential(AppEntryReader entry)
    {
        AppEntryReader? credential = entry.Nested("credential");
        credential?.RefuseOthers("profile", "accessKeyVariable", "secretKeyVariable", "secret");
        return credential is null ? null : new CredentialReference
        {
            Profile = credential.Text("profile"),
            AccessKeyVariable = credential.Text("accessKeyVariable"),
            SecretKeyVariable = credential.Text("secretKeyVariable"),
            Secret = credential.Text("secret"),
        };
    }
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScwSecretBackup.Engine.Apps;

/// <summary>Writes the configuration file: indented, names in order, unset fields left out.</summary>
internal static class AppConfigurationWriter
{
    public const int Version = 1;

    public static string Write(AppConfiguration configuration)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            WriteSection(json, "sources", configuration.Sources, WriteCloud);
            WriteSection(json, "destinations", configuration.Destinations, WriteCloud);
            WriteSection(json, "stores", configuration.Stores, WriteStore);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(content.ToArray()) + "\n";
    }

    private static void WriteSection<T>(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, T> apps, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject(name);
        foreach ((string key, T app) in apps)
        {
            json.WriteStartObject(key);
            write(json, app);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteCloud(Utf8JsonWriter json, CloudApp app)
    {
        json.WriteString("projectId", app.ProjectId);
        json.WriteString("region", app.Region);
        WriteText(json, "apiUrl", app.ApiUrl?.OriginalString);
        WriteCredential(json, app.Credential);
        WriteText(json, "environment", app.Environment.Length > 0 ? app.Environment : null);
        if (app.DataClasses.Count > 0)
        {
            json.WriteStartArray("dataClasses");
            foreach (string dataClass in app.DataClasses)
            {
                json.WriteStringValue(dataClass);
            }

            json.WriteEndArray();
        }

        WriteText(json, "dataset", app.OwnDataset);
        WriteText(json, "keyExpiresAt", app.KeyExpiresAt?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    private static void WriteStore(Utf8JsonWriter json, StoreApp app)
    {
        json.WriteString("location", app.Location);
        WriteText(json, "storeId", app.StoreId?.ToString("D"));
        if (app.Passphrase is { } passphrase)
        {
            json.WriteStartObject("passphrase");
            WriteText(json, "keyFile", passphrase.KeyFile);
            WriteText(json, "variable", passphrase.Variable);
            WriteText(json, "secret", passphrase.Secret);
            WriteText(json, "command", passphrase.Command);
            json.WriteEndObject();
        }

        WriteCredential(json, app.Credential);
    }

    private static void WriteCredential(Utf8JsonWriter json, CredentialReference? credential)
    {
        if (credential is not null)
        {
            json.WriteStartObject("credential");
            WriteText(json, "profile", credential.Profile);
            WriteText(json, "accessKeyVariable", credential.AccessKeyVariable);
            WriteText(json, "secretKeyVariable", credential.SecretKeyVariable);
            WriteText(json, "secret", credential.Secret);
            json.WriteEndObject();
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}

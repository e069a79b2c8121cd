namespace ScalewayEmulator.Demo;

/// <summary>36 secrets: four applications in three environments, three secrets each.</summary>
internal static class DemoApplications
{
    private static readonly string[] Environments = ["production", "staging", "development"];
    private static readonly string[] Applications = ["webshop", "billing", "search", "notifications"];

    public static void Write(DemoWriter writer)
    {
        foreach (string environment in Environments)
        {
            foreach (string application in Applications)
            {
                WriteApplication(writer, environment, application);
            }
        }
    }

    private static void WriteApplication(DemoWriter writer, string environment, string application)
    {
        string path = $"/{environment}/{application}";
        bool isProduction = environment == "production";
        int rotations = isProduction ? 4 : 1;
        void Describe(EmulatedSecret secret, string text)
        {
            secret.Tags = [environment, application];
            secret.Description = text;
        }

        writer.Add(path, "database", "database_credentials",
            [.. Enumerable.Range(1, rotations).Select(revision => DemoPayload.Database(application == "search" ? "other" : "postgres", $"{application}_{environment}", 5432, revision))],
            secret =>
            {
                Describe(secret, $"Main database of {application}");
                secret.Protected = isProduction;
            });
        writer.Add(path, "settings", "key_value",
            [.. Enumerable.Range(1, rotations + 1).Select(revision => DemoPayload.KeyValue(path, revision, "session_key", "queue_url", "feature_flags"))],
            secret => Describe(secret, $"Settings of {application}"));
        writer.Add($"{path}/api/v1", "token", "opaque",
            [DemoPayload.Text(DemoPayload.Word(path, 1))],
            secret => Describe(secret, ""));
    }
}

using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace ScalewayEmulator;

/// <summary>A realistic project: 60 secrets in folders, of all types, with several versions, disabled ones, binary values and unicode tags.</summary>
public static class DemoSeed
{
    private const int PlainSecrets = 46;

    private static readonly string[] Environments = ["prod", "staging", "dev"];
    private static readonly string[] Applications = ["billing", "catalog", "identity", "mailer", "search"];
    private static readonly string[] Names = ["api-token", "session-key", "webhook-secret", "smtp-password", "signing-key", "cache-password", "feature-flags"];
    private static readonly string[] Owners = ["team:plateforme", "team:日本支社", "owner:zoë", "team:core"];

    /// <summary>Fills a project and region; the same every time, ids and times aside.</summary>
    public static void Fill(EmulatorState state, string projectId, string region)
    {
        ArgumentNullException.ThrowIfNull(state);
        var random = new Random(20261123);
        for (int i = 0; i < PlainSecrets; i++)
        {
            AddPlain(state, projectId, region, random, i);
        }

        AddSpecial(state, projectId, region, random);
    }

    private static void AddPlain(EmulatorState state, string projectId, string region, Random random, int index)
    {
        string environment = Environments[index % Environments.Length];
        string application = Applications[index % Applications.Length];
        string name = Names[index % Names.Length];
        string path = index % 4 == 0 ? $"/{environment}" : index % 4 == 1 ? $"/{environment}/{application}/internal" : $"/{environment}/{application}";
        string type = (index % 6) switch { 1 => "key_value", 2 => "basic_credentials", 3 => "database_credentials", 4 => "ssh_key", _ => "opaque" };
        EmulatedSecret secret = state.AddSecret(projectId, region, path, string.Create(CultureInfo.InvariantCulture, $"{name}-{index:D2}"), created =>
        {
            created.Type = type;
            created.Tags = [$"env:{environment}", $"app:{application}", Owners[index % Owners.Length]];
            created.Description = $"{name} of {application} in {environment}";
            created.Protected = index % 9 == 0;
        });
        int versions = 1 + (index % 5) + (index % 13 == 0 ? 3 : 0);
        for (int revision = 1; revision <= versions; revision++)
        {
            byte[] data = Payload(type, random);
            EmulatedVersion version = state.AddVersion(secret, data, added =>
            {
                added.Description = revision == 1 ? "first" : "";
                added.DataCrc32 = index % 3 == 0 ? Crc32.HashToUInt32(data) : null;
            });
            if (revision < versions && (index + revision) % 7 == 0)
            {
                version.Status = "disabled";
            }
        }
    }

    private static void AddSpecial(EmulatorState state, string projectId, string region, Random random)
    {
        EmulatedSecret Add(string path, string name, Action<EmulatedSecret>? configure = null, params byte[][] values)
        {
            EmulatedSecret secret = state.AddSecret(projectId, region, path, name, configure);
            foreach (byte[] value in values)
            {
                state.AddVersion(secret, value);
            }

            return secret;
        }

        Add("/", "root-password", null, Opaque(random));
        Add("/", "prod", s => s.Description = "Named like a folder, which is allowed.", Opaque(random));
        Add("/prod/db", "password", s => s.Tags = ["critical", "rotated"], Opaque(random), Opaque(random), Opaque(random));
        Add("/prod/db", "Password", s => s.Description = "Differs from its neighbour by case only.", Opaque(random));
        Add("/prod/tls", "wildcard", s => s.Type = "certificate", Certificate(random));
        Add("/prod/tls", "keystore.p12", s => s.Description = "64 KiB of bytes", Bytes(random, 65536));
        Add("/prod/blobs", "one-byte", null, [0]);
        Add("/prod/blobs", "all-bytes", null, [.. Enumerable.Range(0, 256).Select(value => (byte)value)]);
        Add("/prod/vpn/deep/folder/four", "tunnel-psk", s => s.Tags = ["日本語", "emoji 🔑", "é è"], Opaque(random));
        Add("/ci", "empty-for-now", s => s.Description = "Created by a pipeline that has not run yet.");
        Add("/ci", "one-time-link", s =>
        {
            s.ExpiresOnceAccessed = true;
            s.EphemeralAction = "delete";
        }, Opaque(random));
        Add("/ci", "short-lived", s =>
        {
            s.TimeToLive = "7776000s";
            s.EphemeralAction = "disable";
        }, Opaque(random));
        Add("/ci", "all-disabled", null, Opaque(random), Opaque(random)).Versions.ForEach(version => version.Status = "disabled");
        EmulatedSecret gone = Add("/legacy", "retired-token", null, Opaque(random));
        gone.DeletionRequestedAt = gone.UpdatedAt;
    }

    private static byte[] Payload(string type, Random random) => type switch
    {
        "key_value" => Json($$"""{"endpoint": "https://internal.example/{{Word(random)}}", "token": "{{Word(random)}}", "note": "déjà vu"}"""),
        "basic_credentials" => Json($$"""{"username":"svc-{{Word(random)}}","password":"{{Word(random)}}{{Word(random)}}"}"""),
        "database_credentials" => Json($$"""
            {"engine":"postgres","username":"app","password":"{{Word(random)}}","host":"db.internal.example","dbname":"{{Word(random)}}","port":"5432"}
            """),
        "ssh_key" => Json($$"""{"ssh_private_key":"example key material {{Word(random)}}{{Word(random)}}{{Word(random)}}"}"""),
        _ => Opaque(random),
    };

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Opaque(Random random) => Encoding.UTF8.GetBytes(Word(random) + Word(random));

    private static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Certificate(Random random)
    {
        string body = Convert.ToBase64String(Bytes(random, 600), Base64FormattingOptions.InsertLineBreaks);
        return Encoding.ASCII.GetBytes($"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n");
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, 12).Select(_ => (char)('a' + random.Next(26))));
}

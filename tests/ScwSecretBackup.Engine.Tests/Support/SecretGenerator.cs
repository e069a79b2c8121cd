using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using ScalewayEmulator;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>Generates secrets of all types with payloads that the service accepts.</summary>
internal static class SecretGenerator
{
    private const string NameLetters = "abcXYZ019_";

    private static readonly Gen<string> Text = Gen.OneOf("", "plain", "zeilé\nzwei", "日本語 🔑", "\t\u0001 control", "\"quoted\\\"");

    private static readonly Gen<string> Segment = Gen.Select(
        Gen.Char[NameLetters], Gen.Char[NameLetters + ".-"].Array[0, 6], Gen.Char[NameLetters], (first, middle, last) => $"{first}{new string(middle)}{last}");

    private static readonly Gen<string> Folder = Gen.OneOf(Gen.Const("/"), Segment.Array[1, 3].Select(segments => $"/{string.Join('/', segments)}"));

    private static readonly Gen<(string Type, byte[][] Values)> Payloads = Gen.OneOf(
        Gen.Byte.Array[1, 300].Array[0, 4].Select(values => ("opaque", values)),
        Texts("key_value", text => new { user = "u", key = text }),
        Texts("basic_credentials", text => new { username = "u", password = text }),
        Texts("database_credentials", text => new { engine = "postgres", username = "u", password = text, host = "db", dbname = "d", port = "5432" }),
        Texts("ssh_key", text => new { ssh_private_key = text }),
        Gen.Byte.Array[32, 64].Array[1, 2].Select(values => ("certificate", values.Select(Pem).ToArray())));

    private static readonly Gen<GeneratedVersion> VersionTraits =
        Gen.Select(Text, Gen.Int[0, 3], Gen.Bool, (description, dice, checksum) => new GeneratedVersion([], description, dice == 0, checksum));

    public static readonly Gen<GeneratedSecret> Secret = Gen.Select(Folder, Segment, Payloads, Text.Array[0, 4], Text, Gen.Bool, VersionTraits.Array[4])
        .Select((folder, name, payloads, tags, description, isProtected, traits) => new GeneratedSecret(
            folder,
            name,
            payloads.Type,
            tags,
            description,
            isProtected,
            [.. payloads.Values.Select((value, i) => traits[i] with { Data = value })]));

    /// <summary>Secrets with distinct folders and names; the same for one seed.</summary>
    public static GeneratedSecret[] Generate(int count, string seed)
    {
        GeneratedSecret[] generated = Secret.Array[2 * count].Single(values => values.DistinctBy(value => (value.Path, value.Name)).Count() >= count, seed);
        return [.. generated.DistinctBy(value => (value.Path, value.Name)).Take(count)];
    }

    /// <summary>Puts secrets into the emulator, all versions enabled.</summary>
    public static void Seed(EmulatorState state, string projectId, string region, IEnumerable<GeneratedSecret> secrets)
    {
        foreach (GeneratedSecret generated in secrets)
        {
            EmulatedSecret secret = state.AddSecret(projectId, region, generated.Path, generated.Name, value =>
            {
                value.Type = generated.Type;
                value.Tags = [.. generated.Tags];
                value.Description = generated.Description;
                value.Protected = generated.Protected;
            });
            foreach (GeneratedVersion version in generated.Versions)
            {
                state.AddVersion(secret, version.Data, value =>
                {
                    value.Description = version.Description;
                    value.DataCrc32 = version.HasChecksum ? Crc32.HashToUInt32(version.Data) : null;
                });
            }
        }
    }

    /// <summary>Disables the versions that are generated as disabled.</summary>
    public static void Disable(EmulatorState state, string projectId, string region, IEnumerable<GeneratedSecret> secrets)
    {
        foreach (GeneratedSecret generated in secrets)
        {
            EmulatedSecret secret = state.ListSecrets(projectId, region).Single(value => value.Path == generated.Path && value.Name == generated.Name);
            for (int i = 0; i < generated.Versions.Length; i++)
            {
                secret.Versions[i].Status = generated.Versions[i].Disabled ? "disabled" : "enabled";
            }
        }
    }

    private static Gen<(string Type, byte[][] Values)> Texts(string type, Func<string, object> shape) =>
        Text.Array[1, 4].Select(texts => (type, texts.Select(text => JsonSerializer.SerializeToUtf8Bytes(shape(text))).ToArray()));

    private static byte[] Pem(byte[] value) => Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", value) + "\n");
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ScalewayEmulator.Demo;

/// <summary>Payloads of every type, derived from a label. They are readable nonsense that no scanner takes for a credential.</summary>
internal static class DemoPayload
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A word such as <c>demo-4f1a...</c>.</summary>
    public static string Word(string label, int revision) => "demo-" + Convert.ToHexStringLower(Bytes(label, revision, 8));

    public static byte[] KeyValue(string label, int revision, params string[] names) =>
        JsonSerializer.SerializeToUtf8Bytes(names.ToDictionary(name => name, name => Word(label + name, revision)), revision % 2 == 0 ? Indented : JsonSerializerOptions.Default);

    public static byte[] Basic(string username, int revision) => Text($$"""{"username":"{{username}}","password":"{{Word(username, revision)}}"}""");

    public static byte[] Database(string engine, string database, int port, int revision) => Text(string.Create(CultureInfo.InvariantCulture,
        $$"""{"engine":"{{engine}}","username":"{{database}}_app","password":"{{Word(database, revision)}}","host":"{{database}}.internal.example","dbname":"{{database}}","port":"{{port}}"}"""));

    public static byte[] SshKey(string label, int revision) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
    {
        ["ssh_private_key"] = Pem("DEMO KEY", label, revision, 320),
    });

    /// <summary>A chain of two PEM blocks whose content is noise, not a certificate.</summary>
    public static byte[] Certificate(string label, int revision) =>
        Text(Pem("CERTIFICATE", label, revision, 740) + Pem("CERTIFICATE", label + " issuer", revision, 910));

    /// <summary>Noise of any length, the same on every machine.</summary>
    public static byte[] Bytes(string label, int revision, int length)
    {
        byte[] result = new byte[length];
        byte[] seed = new byte[8 + Encoding.UTF8.GetByteCount(label)];
        BinaryPrimitives.WriteInt32LittleEndian(seed, revision);
        Encoding.UTF8.GetBytes(label, seed.AsSpan(8));
        for (int offset = 0; offset < length; offset += SHA256.HashSizeInBytes)
        {
            BinaryPrimitives.WriteInt32LittleEndian(seed.AsSpan(4), offset);
            byte[] block = SHA256.HashData(seed);
            block.AsSpan(0, Math.Min(block.Length, length - offset)).CopyTo(result.AsSpan(offset));
        }

        return result;
    }

    private static string Pem(string title, string label, int revision, int length)
    {
        string body = Convert.ToBase64String(Bytes(label, revision, length));
        string lines = string.Join('\n', body.Chunk(64).Select(line => new string(line)));
        return $"-----BEGIN {title}-----\n{lines}\n-----END {title}-----\n";
    }
}

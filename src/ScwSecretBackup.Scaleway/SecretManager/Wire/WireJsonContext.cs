using System.Text.Json.Serialization;

namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>Generated (de)serialisation of everything but values: those never pass through the serialiser.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(WireSecret))]
[JsonSerializable(typeof(WireVersion))]
[JsonSerializable(typeof(WireSecretPage))]
[JsonSerializable(typeof(WireVersionPage))]
[JsonSerializable(typeof(WireCreateSecret))]
[JsonSerializable(typeof(WireUpdateSecret))]
[JsonSerializable(typeof(WireUpdateVersion))]
[JsonSerializable(typeof(WireCreateVersionFields))]
internal sealed partial class WireJsonContext : JsonSerializerContext;

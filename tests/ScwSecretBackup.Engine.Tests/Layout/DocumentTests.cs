using System.Text;
using System.Text.Json;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Layout;

public sealed class DocumentTests
{
    private static readonly DateTimeOffset Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234560);

    [Fact]
    public void A_secret_document_has_sorted_keys_and_no_volatile_field()
    {
        string json = Encoding.UTF8.GetString(SecretDocument.Write(FullSecret()));

        Assert.Equal(
            """
            {"created_at":"2026-01-02T03:04:05.123456Z","deletion_requested_at":"2026-01-02T03:04:05.123456Z","description":"zeilé\n","ephemeral_policy":{"action":"delete","expires_once_accessed":true,"time_to_live":"1800s"},"future":{"a":[1.50,{"b":true,"c":null}],"z":1},"id":"11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa","key_id":"k","managed":true,"name":"n","path":"/f","project_id":"p","protected":true,"region":"fr-par","status":"ready","tags":["b","a","b"],"type":"key_value","used_by":["edge_services"]}
            """,
            json);
    }

    [Fact]
    public void A_secret_comes_back_field_by_field()
    {
        Secret secret = FullSecret();
        byte[] bytes = SecretDocument.Write(secret);

        Secret read = SecretDocument.Parse(bytes, "/f/n/@secret.json");

        Assert.Equal(bytes, SecretDocument.Write(read));
        Assert.Equal(secret.Description, read.Description);
        Assert.Equal(secret.Tags, read.Tags);
        Assert.Equal(secret.EphemeralPolicy, read.EphemeralPolicy);
        Assert.Equal(secret.CreatedAt, read.CreatedAt);
        Assert.True(read.AdditionalFields!.ContainsKey("future"));
    }

    [Fact]
    public void Volatile_fields_do_not_change_the_documents()
    {
        Secret secret = FullSecret();
        SecretVersion version = FullVersion();

        Assert.Equal(SecretDocument.Write(secret), SecretDocument.Write(secret with { UpdatedAt = Created.AddDays(1), VersionCount = 9 }));
        Assert.Equal(Document(version).Write(), Document(version with { Latest = !version.Latest, UpdatedAt = Created.AddDays(1) }).Write());
    }

    [Fact]
    public void A_version_comes_back_field_by_field()
    {
        VersionDocument document = Document(FullVersion());
        byte[] bytes = document.Write();

        VersionDocument read = VersionDocument.Parse(bytes, "/x");

        Assert.Equal(bytes, read.Write());
        Assert.Equal(document.Metadata.EphemeralProperties, read.Metadata.EphemeralProperties);
        Assert.Equal(uint.MaxValue, read.DataCrc32);
        Assert.Equal(CaptureState.CarriedForward, read.Capture);
        Assert.Equal("because", read.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":"i","project_id":"p","name":"..","path":"/","type":"opaque"}""")]
    [InlineData("""{"id":"i","project_id":"p","name":"n","path":"/","type":"opaque","tags":"no list"}""")]
    [InlineData("""{"id":"i","project_id":"p","name":"\ud800","path":"/","type":"opaque"}""")]
    [InlineData("""{"id":"i","project_id":"p","name":"n","path":"/","type":"opaque","created_at":"yesterday"}""")]
    public void A_hostile_secret_document_is_a_damaged_snapshot(string json)
    {
        EngineException error = Assert.Throws<EngineException>(() => SecretDocument.Parse(Encoding.UTF8.GetBytes(json), "/f/n/@secret.json"));

        Assert.Equal(EngineErrorKind.DamagedSnapshot, error.Kind);
        Assert.Contains("/f/n/@secret.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_nested_too_deeply_is_a_damaged_snapshot()
    {
        string json = $$"""{"x":{{new string('[', 5000)}}{{new string(']', 5000)}}}""";

        Assert.Equal(EngineErrorKind.DamagedSnapshot, Assert.Throws<EngineException>(() => SecretDocument.Parse(Encoding.UTF8.GetBytes(json), "/x")).Kind);
    }

    [Theory]
    [InlineData("revision", "0")]
    [InlineData("revision", "2147483648")]
    [InlineData("data_crc32", "-1")]
    [InlineData("capture", "\"stolen\"")]
    public void A_hostile_version_document_is_a_damaged_snapshot(string field, string value)
    {
        string json = Encoding.UTF8.GetString(Document(FullVersion()).Write());
        using var parsed = JsonDocument.Parse(json);
        string hostile = json.Replace($"\"{field}\":{parsed.RootElement.GetProperty(field).GetRawText()}", $"\"{field}\":{value}", StringComparison.Ordinal);

        Assert.NotEqual(json, hostile);
        Assert.Equal(EngineErrorKind.DamagedSnapshot, Assert.Throws<EngineException>(() => VersionDocument.Parse(Encoding.UTF8.GetBytes(hostile), "/x")).Kind);
    }

    [Fact]
    public void The_dataset_of_a_source_never_changes() =>
        Assert.Equal("b93609e2-263a-5d95-86d8-e15c6660be34", new SnapshotSource("fr-par", "11111111-1111-4111-8111-111111111111").Dataset);

    private static Secret FullSecret()
    {
        using var future = JsonDocument.Parse("""{"z":1,"a":[1.50,{"c":null,"b":true}]}""");
        return new Secret
        {
            Id = "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
            ProjectId = "p",
            Name = "n",
            Path = "/f",
            Status = "ready",
            CreatedAt = Created,
            UpdatedAt = Created,
            Tags = ["b", "a", "b"],
            VersionCount = 3,
            Description = "zeilé\n",
            Managed = true,
            Type = "key_value",
            Protected = true,
            EphemeralPolicy = new EphemeralPolicy { TimeToLive = "1800s", ExpiresOnceAccessed = true, Action = "delete" },
            UsedBy = ["edge_services"],
            DeletionRequestedAt = Created,
            KeyId = "k",
            Region = "fr-par",
            AdditionalFields = new Dictionary<string, JsonElement> { ["future"] = future.RootElement.Clone() },
        };
    }

    private static SecretVersion FullVersion() => new()
    {
        Revision = 3,
        SecretId = "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
        Status = "disabled",
        CreatedAt = Created,
        UpdatedAt = Created,
        Description = "d",
        Latest = true,
        EphemeralProperties = new EphemeralProperties { ExpiresAt = Created, ExpiresOnceAccessed = false, Action = "disable" },
        Region = "fr-par",
    };

    private static VersionDocument Document(SecretVersion version) =>
        new() { Metadata = version, Capture = CaptureState.CarriedForward, Reason = "because", Size = 7, DataCrc32 = uint.MaxValue };
}

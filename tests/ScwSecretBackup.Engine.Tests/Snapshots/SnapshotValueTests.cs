using System.Text;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Engine.Values;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Snapshots;

public sealed class SnapshotValueTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_enabled_version_is_read_unless_one_is_named()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a/b", "s", [1], [2], [3]);
        await bed.BackupAsync();
        secret.Versions[2].Status = "disabled";
        await bed.BackupAsync();

        Assert.Equal([2], await ReadAsync(bed, new SecretReference("s", "/a/b")));
        Assert.Equal([2], await ReadAsync(bed, new SecretReference("s")));
        Assert.Equal([2], await ReadAsync(bed, new SecretReference("s", "/a/b/", secret.Id)));
        Assert.Equal([3], await ReadAsync(bed, new SecretReference("s", "/a/b"), 3));
    }

    [Fact]
    public async Task Two_secrets_of_one_folder_and_name_are_told_apart_by_id()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret first = bed.Seed("/a", "twin", [1]);
        EmulatedSecret second = bed.Seed("/a", "twin", [2]);
        await bed.BackupAsync();

        Assert.Equal([1], await ReadAsync(bed, new SecretReference("twin", "/a", first.Id)));
        Assert.Equal([2], await ReadAsync(bed, new SecretReference("twin", "/a", second.Id)));
        EngineException error = await Assert.ThrowsAsync<EngineException>(() => ReadAsync(bed, new SecretReference("twin", "/a")));
        Assert.Equal((EngineErrorKind.SecretNotFound, true), (error.Kind, error.Message.Contains("2 secrets", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("S", null, null, EngineErrorKind.SecretNotFound)]
    [InlineData("s", "/b", null, EngineErrorKind.SecretNotFound)]
    [InlineData("s", "/a", 9, EngineErrorKind.ValueNotFound)]
    [InlineData("once", "/a", 1, EngineErrorKind.ValueNotFound)]
    [InlineData("once", "/a", null, EngineErrorKind.ValueNotFound)]
    [InlineData("empty", "/a", null, EngineErrorKind.ValueNotFound)]
    [InlineData("../s", "relative", null, EngineErrorKind.SecretNotFound)]
    public async Task What_is_not_there_is_named(string name, string? folder, int? revision, EngineErrorKind expected)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        bed.Seed("/a", "empty");
        bed.State.AddVersion(bed.Seed("/a", "once"), [2], version => version.ExpiresOnceAccessed = true);
        await bed.BackupAsync();

        EngineException error = await Assert.ThrowsAsync<EngineException>(() => ReadAsync(bed, new SecretReference(name, folder), revision));

        Assert.Equal(expected, error.Kind);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":"text","b":12.5,"c":true,"d":null,"e":{"a":"inner"},"f":["a"]}""", "a", "text")]
    [InlineData("""{"e":{"a":"inner"},"f":["a"],"a":"outer"}""", "a", "outer")]
    [InlineData("""{"b":12.5}""", "b", "12.5")]
    [InlineData("""{"c":true}""", "c", "true")]
    [InlineData("""{"q":"a\"\u00e9\n🔑"}""", "q", "a\"é\n🔑")]
    [InlineData("""{"":"empty name"}""", "", "empty name")]
    [InlineData("""{"a":"1","a":"2"}""", "a", "2")]
    [InlineData("""{"d":null}""", "d", null)]
    [InlineData("""{"e":{}}""", "e", null)]
    [InlineData("""{"A":"x"}""", "a", null)]
    [InlineData("""{"a":"x" """, "a", null)]
    [InlineData("""{"a":"\ud800"}""", "a", null)]
    [InlineData("""["a"]""", "a", null)]
    [InlineData("", "a", null)]
    [InlineData("no json", "a", null)]
    public void A_field_is_copied_exactly_or_not_at_all(string value, string field, string? expected)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        char[] text = new char[utf8.Length];

        int? length = ValueFields.TryCopy(utf8, field, text);

        Assert.Equal(expected, length is { } count ? new string(text, 0, count) : null);
    }

    private static async Task<byte[]> ReadAsync(TestBed bed, SecretReference secret, int? revision = null)
    {
        using SnapshotValue value = await new SnapshotValueReader(bed.Store)
            .ReadAsync(await bed.Catalog.ResolveAsync("latest", Cancellation), secret, revision, Cancellation);
        Assert.Equal(nameof(SnapshotValue), value.ToString());
        return value.Data.ToArray();
    }
}

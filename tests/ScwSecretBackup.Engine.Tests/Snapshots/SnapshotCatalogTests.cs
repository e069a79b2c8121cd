using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Snapshots;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Snapshots;

public sealed class SnapshotCatalogTests
{
    [Fact]
    public async Task A_snapshot_is_found_by_the_beginning_of_its_id_and_as_the_latest()
    {
        await using StoreBed bed = await StoreBed.StartAsync();
        SnapshotHeader first = await bed.WriteAsync(StoreBed.SoundFiles());
        SnapshotHeader second = await bed.WriteAsync(StoreBed.SoundFiles());
        await bed.WriteAsync(new() { ["/x"] = "y" }, type: "fs");
        CancellationToken cancellation = TestContext.Current.CancellationToken;

        Assert.Equal(first.Id, (await bed.Catalog.ResolveAsync(first.Id.ToString()[..8], cancellation)).Id);
        Assert.Equal(first.Id, (await bed.Catalog.ResolveAsync(first.Id.ToString().ToUpperInvariant(), cancellation)).Id);
        Assert.Equal(second.Id, (await bed.Catalog.ResolveAsync("Latest", cancellation)).Id);
        Assert.Equal(3, (await bed.Catalog.ListAsync(cancellation)).Count);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("zzzz")]
    [InlineData("latest")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
    public async Task What_is_not_there_is_a_clear_error(string id)
    {
        await using StoreBed bed = await StoreBed.StartAsync();
        await bed.WriteAsync(new() { ["/x"] = "y" }, type: "fs");

        EngineException error = await Assert.ThrowsAsync<EngineException>(() => bed.Catalog.ResolveAsync(id, TestContext.Current.CancellationToken));

        Assert.Equal(EngineErrorKind.SnapshotNotFound, error.Kind);
        Assert.NotEmpty(error.RecommendedAction);
    }

    [Fact]
    public async Task A_sound_snapshot_of_unknown_origin_is_read()
    {
        await using StoreBed bed = await StoreBed.StartAsync();
        Dictionary<string, string> files = StoreBed.SoundFiles();
        files["/s/@versions/later-addition"] = "ignored";

        SnapshotSecret secret = Assert.Single(await bed.ReadAsync(await bed.WriteAsync(files)));

        Assert.Equal(("/s", "s"), (secret.Directory, secret.Metadata.Name));
        Assert.Equal(5, Assert.Single(secret.Versions).Size);
    }

    [Theory]
    [InlineData("scaleway-secret", null, EngineErrorKind.ForeignSnapshot)]
    [InlineData("fs", StoreBed.Manifest, EngineErrorKind.ForeignSnapshot)]
    [InlineData("scaleway-secret", """{"format":"other"}""", EngineErrorKind.ForeignSnapshot)]
    [InlineData("scaleway-secret", """{}""", EngineErrorKind.ForeignSnapshot)]
    [InlineData("scaleway-secret", """{"format":"scw-secrets/2"}""", EngineErrorKind.UnsupportedManifest)]
    [InlineData("scaleway-secret", """{"format":"scw-secrets/1"}""", EngineErrorKind.DamagedSnapshot)]
    [InlineData("scaleway-secret", "no json", EngineErrorKind.DamagedSnapshot)]
    public async Task A_snapshot_that_is_not_ours_is_not_read(string type, string? manifest, EngineErrorKind expected)
    {
        await using StoreBed bed = await StoreBed.StartAsync();
        Dictionary<string, string> files = StoreBed.SoundFiles();
        files.Remove("/manifest.json");
        if (manifest is not null)
        {
            files["/manifest.json"] = manifest;
        }

        SnapshotHeader snapshot = await bed.WriteAsync(files, type);

        Assert.Equal(expected, (await Assert.ThrowsAsync<EngineException>(() => bed.ReadAsync(snapshot))).Kind);
    }

    [Theory]
    [InlineData("/s/@secret.json", "{}")]
    [InlineData("/s/@versions/1.json", "{}")]
    [InlineData("/s/@versions/1.json", null)]
    [InlineData("/s/@versions/1", null)]
    [InlineData("/s/@versions/1", "longer than it says")]
    [InlineData("/s/@versions/2", "a value without metadata")]
    [InlineData("/s/@versions/2.json", StoreBed.Version)]
    public async Task Documents_that_contradict_each_other_damage_their_secret_alone(string path, string? content)
    {
        await using StoreBed bed = await StoreBed.StartAsync();
        Dictionary<string, string> files = StoreBed.SoundFiles();
        files["/t/@secret.json"] = StoreBed.Secret.Replace("\"s\"", "\"t\"", StringComparison.Ordinal);
        files.Remove(path);
        if (content is not null)
        {
            files[path] = content;
        }

        IReadOnlyList<SnapshotSecret> secrets = await bed.ReadAsync(await bed.WriteAsync(files));

        Assert.Equal([("/", "s"), ("/", "t")], secrets.Select(secret => (secret.Metadata.Path, secret.Metadata.Name)));
        Assert.Contains("/s/@", secrets[0].Damage, StringComparison.Ordinal);
        Assert.Equal((path != "/s/@secret.json", 0), (secrets[0].HasMetadata, secrets[0].Versions.Count));
        Assert.Equal(("", true), (secrets[1].Damage, secrets[1].HasMetadata));
    }

    [Fact]
    public async Task A_document_longer_than_any_sound_one_is_not_read_into_memory()
    {
        await using StoreBed bed = await StoreBed.StartAsync();
        Dictionary<string, string> files = StoreBed.SoundFiles();
        files["/s/@secret.json"] = $"{StoreBed.Secret[..^1]},\"description\":\"{new string('x', 1024 * 1024)}\"}}";

        SnapshotSecret secret = Assert.Single(await bed.ReadAsync(await bed.WriteAsync(files)));

        Assert.Contains("longer than", secret.Damage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_come_in_the_order_of_their_directories()
    {
        await using StoreBed bed = await StoreBed.StartAsync();
        var files = new Dictionary<string, string> { ["/manifest.json"] = StoreBed.Manifest };
        string[] names = ["b", "a", "a/b", "a-b", "a/c/d", "z", "0"];
        foreach (string name in names)
        {
            files[$"/{name}/@secret.json"] = StoreBed.Secret;
        }

        string[] directories = [.. (await bed.ReadAsync(await bed.WriteAsync(files))).Select(secret => secret.Directory)];

        Assert.Equal(["/0", "/a", "/a/b", "/a/c/d", "/a-b", "/b", "/z"], directories);
    }
}

using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Tests.Repository;
using ScwSecretBackup.Kloset.Trees;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Checking;

/// <summary>Snapshots that break one rule each; the checker names it.</summary>
public sealed class SnapshotCheckTests : IAsyncLifetime
{
    private static readonly Dictionary<string, byte[]> Files = new() { ["/prod/a"] = [1], ["/prod/b"] = [2, 2], ["/c"] = [3] };

    private KlosetStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStores.CreateAsync(new MemoryStorage(), encrypted: false);
        await TestStores.WriteAsync(_store, Files);
    }

    public async ValueTask DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task An_unchanged_copy_has_no_findings() => Assert.Empty(await ForgeAsync(_ => Task.CompletedTask));

    [Fact]
    public async Task A_snapshot_without_indexes_has_no_findings() => Assert.Empty(await ForgeAsync(forge =>
    {
        forge.Change(source => source with { Indexes = [] });
        return Task.CompletedTask;
    }));

    [Fact]
    public Task A_size_that_is_not_the_one_of_the_content() => AssertFoundAsync(FindingSeverity.Error, "size of file '/prod/a'", forge =>
        forge.ChangeEntriesAsync((path, entry) => path == "/prod/a" ? entry with { FileInfo = entry.FileInfo with { Size = 9 } } : entry));

    [Fact]
    public Task A_file_without_content() => AssertFoundAsync(FindingSeverity.Error, "'/prod/a' has no content", forge =>
        forge.ChangeEntriesAsync((path, entry) => path == "/prod/a" ? entry with { Object = Mac.Nil } : entry));

    [Fact]
    public Task An_object_that_is_missing() => AssertFoundAsync(FindingSeverity.Error, "no Object blob", forge =>
        forge.ChangeEntriesAsync((path, entry) => path == "/prod/a" ? entry with { Object = Mac.NewRandom() } : entry));

    [Fact]
    public Task An_entry_under_another_path() => AssertFoundAsync(FindingSeverity.Error, "another entry under '/prod/a'", forge =>
        forge.ChangeEntriesAsync((path, entry) => path == "/prod/a" ? entry with { ParentPath = "/elsewhere"u8.ToArray() } : entry));

    [Fact]
    public Task A_directory_that_has_children_but_no_entry() => AssertFoundAsync(FindingSeverity.Error, "'/prod' has children", forge =>
        forge.ChangeEntriesAsync((path, entry) => path == "/prod" ? null : entry));

    [Fact]
    public Task A_chunk_count_or_type_that_is_not_the_one_of_the_content() => AssertFoundAsync(FindingSeverity.Warning, "Chunk count or content type", forge =>
        forge.ChangeEntriesAsync((path, entry) => path == "/prod/a" ? entry with { ChunkCount = 7 } : entry));

    [Fact]
    public Task Hard_links_without_inode() => AssertFoundAsync(FindingSeverity.Warning, "link count of 2", forge =>
        forge.ChangeEntriesAsync((path, entry) => path == "/prod/a" ? entry with { FileInfo = entry.FileInfo with { LinkCount = 2 } } : entry));

    [Fact]
    public Task Content_of_something_that_is_no_file() => AssertFoundAsync(FindingSeverity.Warning, "no regular file but has content", forge =>
        forge.ChangeEntriesAsync((path, entry) => path == "/prod" ? entry with { Object = Mac.NewRandom() } : entry));

    [Fact]
    public async Task A_name_that_leads_elsewhere_is_found_and_never_given_out()
    {
        Mac id = Mac.Nil;
        List<StoreFinding> findings = await ForgeAsync(
            forge => forge.ChangeEntriesAsync((path, entry) => path == "/prod/a" ? entry with { FileInfo = entry.FileInfo with { Name = ".."u8.ToArray() } } : entry),
            forged => id = forged);

        SnapshotReader reader = await _store.OpenSnapshotAsync(id, Cancel);

        Assert.Contains(findings, finding => finding.Severity == FindingSeverity.Error && finding.Message.Contains("make no path", StringComparison.Ordinal));
        SnapshotEntry? byDirpack = await reader.FindAsync("/prod/a", Cancel);
        Assert.Equal("/prod/a", byDirpack?.Path);
    }

    [Fact]
    public Task Keys_out_of_order() => AssertFoundAsync(FindingSeverity.Error, "not strictly ascending", async forge =>
    {
        List<TreeEntry> entries = await forge.ReadTreeAsync(TreeKind.Vfs, forge.Source.Trees.Entries);
        entries.Reverse();
        await SetEntriesAsync(forge, new TreeNode { Keys = [.. entries.Select(entry => entry.Key)], Values = [.. entries.Select(entry => entry.Value)] });
    });

    [Fact]
    public Task A_leaf_that_names_a_wrong_neighbour() => AssertFoundAsync(FindingSeverity.Error, "wrong right neighbour", async forge =>
    {
        List<TreeEntry> entries = await forge.ReadTreeAsync(TreeKind.Vfs, forge.Source.Trees.Entries);
        await SetEntriesAsync(forge, new TreeNode { Keys = [.. entries.Select(entry => entry.Key)], Values = [.. entries.Select(entry => entry.Value)], Next = Mac.NewRandom() });
    });

    [Fact]
    public Task A_separator_that_is_not_the_first_key_behind_it() => AssertFoundAsync(FindingSeverity.Error, "doesn't begin with the key", async forge =>
    {
        List<TreeEntry> entries = await forge.ReadTreeAsync(TreeKind.Vfs, forge.Source.Trees.Entries);
        Mac right = await forge.WriteAsync(ResourceType.VfsNode, new TreeNode { Keys = [.. entries.Skip(2).Select(entry => entry.Key)], Values = [.. entries.Skip(2).Select(entry => entry.Value)] }.Encode);
        Mac left = await forge.WriteAsync(ResourceType.VfsNode, new TreeNode { Keys = [.. entries.Take(2).Select(entry => entry.Key)], Values = [.. entries.Take(2).Select(entry => entry.Value)], Next = right }.Encode);
        await SetEntriesAsync(forge, new TreeNode { Keys = ["/b"u8.ToArray()], Pointers = [left, right] });
    });

    [Fact]
    public Task A_tree_whose_root_is_missing() => AssertFoundAsync(FindingSeverity.Error, "no VfsBtree blob", forge =>
    {
        forge.Change(source => source with { Trees = source.Trees with { Entries = Mac.NewRandom() } });
        return Task.CompletedTask;
    });

    [Fact]
    public Task An_importer_directory_that_is_no_directory() => AssertFoundAsync(FindingSeverity.Error, "importer directory '/c'", forge =>
    {
        forge.Change(source => source with { ImporterDirectory = "/c" });
        return Task.CompletedTask;
    });

    [Fact]
    public Task An_index_of_an_unknown_name() => AssertFoundAsync(FindingSeverity.Error, "index 'colour'", forge =>
    {
        forge.Change(source => source with { Indexes = [.. source.Indexes!, new HeaderIndex("colour", HeaderIndex.BTree, Mac.NewRandom())] });
        return Task.CompletedTask;
    });

    [Fact]
    public Task A_root_summary_that_is_not_the_one_of_the_root() => AssertFoundAsync(FindingSeverity.Warning, "summary in the header", forge =>
    {
        forge.Change(source => source with { Summary = new SummaryRecord() });
        return Task.CompletedTask;
    });

    [Fact]
    public Task A_dirpack_that_holds_other_entries() => AssertFoundAsync(FindingSeverity.Error, "dirpack of '/prod'", async forge =>
    {
        List<TreeEntry> dirpacks = await forge.ReadTreeAsync(TreeKind.Dirpacks, forge.Source.FindIndex(HeaderIndex.Dirpacks)!.Value);
        forge.ChangeIndex(HeaderIndex.Dirpacks, await forge.WriteTreeAsync(TreeKind.Dirpacks, dirpacks.Select(entry => entry with { Value = dirpacks[0].Value })));
    });

    [Fact]
    public Task A_dirpack_index_that_lacks_a_directory() => AssertFoundAsync(FindingSeverity.Error, "dirpack index doesn't name exactly", async forge =>
    {
        List<TreeEntry> dirpacks = await forge.ReadTreeAsync(TreeKind.Dirpacks, forge.Source.FindIndex(HeaderIndex.Dirpacks)!.Value);
        forge.ChangeIndex(HeaderIndex.Dirpacks, await forge.WriteTreeAsync(TreeKind.Dirpacks, dirpacks.Take(1)));
    });

    [Fact]
    public Task Summaries_of_other_directories() => AssertFoundAsync(FindingSeverity.Warning, "summary of '/prod' has other numbers", async forge =>
    {
        List<TreeEntry> summaries = await forge.ReadTreeAsync(TreeKind.Summaries, forge.Source.FindIndex(HeaderIndex.Summaries)!.Value);
        forge.ChangeIndex(HeaderIndex.Summaries, await forge.WriteTreeAsync(TreeKind.Summaries, summaries.Select(entry => entry with { Value = summaries[0].Value })));
    });

    [Fact]
    public Task A_summary_that_is_missing() => AssertFoundAsync(FindingSeverity.Error, "is missing", async forge =>
    {
        List<TreeEntry> summaries = await forge.ReadTreeAsync(TreeKind.Summaries, forge.Source.FindIndex(HeaderIndex.Summaries)!.Value);
        forge.ChangeIndex(HeaderIndex.Summaries, await forge.WriteTreeAsync(TreeKind.Summaries, summaries.Select(entry => entry with { Value = Mac.NewRandom() })));
    });

    [Fact]
    public Task A_content_type_index_that_lacks_an_entry() => AssertFoundAsync(FindingSeverity.Warning, "content-type index", async forge =>
    {
        List<TreeEntry> types = await forge.ReadTreeAsync(TreeKind.ContentTypes, forge.Source.FindIndex(HeaderIndex.ContentTypes)!.Value);
        forge.ChangeIndex(HeaderIndex.ContentTypes, await forge.WriteTreeAsync(TreeKind.ContentTypes, types.Skip(1)));
    });

    [Fact]
    public Task An_error_under_another_path() => AssertFoundAsync(FindingSeverity.Error, "error of another path under '/prod/x'", async forge =>
    {
        Mac error = await forge.WriteAsync(ResourceType.ErrorEntry, new ErrorRecord("/y"u8.ToArray(), "why").Encode);
        Mac root = await forge.WriteTreeAsync(TreeKind.Errors, [new TreeEntry("/prod/x"u8.ToArray(), error)]);
        forge.Change(source => source with { Trees = source.Trees with { Errors = root } });
    });

    [Theory]
    [InlineData("/prod/a", "/prod/auser.x:", 1, null, null)]
    [InlineData("/prod/a", "/prod/a", 1, FindingSeverity.Information, "by its path alone")]
    [InlineData("/prod/a", "/other", 1, FindingSeverity.Error, "another attribute under '/other'")]
    [InlineData("/nowhere", "/nowhereuser.x:", 1, FindingSeverity.Error, "belongs to no entry")]
    [InlineData("/prod/a", "/prod/auser.x:", 2, FindingSeverity.Error, "size of attribute")]
    public async Task Attributes_are_checked_too(string path, string key, long size, FindingSeverity? severity, string? message)
    {
        List<StoreFinding> findings = await ForgeAsync(async forge =>
        {
            StoredObject value = await forge.WriteObjectAsync([1]);
            XattrRecord xattr = new() { Path = Encoding.UTF8.GetBytes(path), Name = "user.x", Size = size, Object = value.Id };
            Mac root = await forge.WriteTreeAsync(TreeKind.Xattr, [new TreeEntry(Encoding.UTF8.GetBytes(key), await forge.WriteAsync(ResourceType.XattrEntry, xattr.Encode))]);
            forge.Change(source => source with { Trees = source.Trees with { Xattrs = root } });
        });

        if (severity is null)
        {
            Assert.Empty(findings);
        }
        else
        {
            Assert.Contains(findings, finding => finding.Severity == severity && finding.Message.Contains(message!, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_signed_snapshot_is_opened_with_a_right_signature_only()
    {
        Ed25519PrivateKeyParameters key = new(new SecureRandom());
        await using SnapshotForge right = await SnapshotForge.BeginAsync(_store, key);
        await using SnapshotForge wrong = await SnapshotForge.BeginAsync(_store, key, signsWrongly: true);
        Mac signed = await right.CommitAsync();
        Mac forged = await wrong.CommitAsync();

        Assert.True((await _store.OpenSnapshotAsync(signed, Cancel)).Header.IsSigned);
        await Assert.ThrowsAsync<KlosetFormatException>(() => _store.OpenSnapshotAsync(forged, Cancel));
        StoreFinding finding = Assert.Single(await TestStores.CheckAsync(_store));
        Assert.Equal((FindingSeverity.Error, $"snapshot {forged}"), (finding.Severity, finding.Target));
    }

    [Fact]
    public async Task An_entry_that_was_never_written_is_read_from_the_dirpack()
    {
        await using SnapshotForge forge = await SnapshotForge.BeginAsync(_store);
        List<TreeEntry> entries = await forge.ReadTreeAsync(TreeKind.Vfs, forge.Source.Trees.Entries);
        Mac root = await forge.WriteTreeAsync(TreeKind.Vfs, entries.Select(entry => entry.Key.Span.SequenceEqual("/prod/a"u8) ? entry with { Value = Mac.NewRandom() } : entry));
        forge.Change(source => source with { Trees = source.Trees with { Entries = root } });
        SnapshotReader reader = await _store.OpenSnapshotAsync(await forge.CommitAsync(), Cancel);

        SnapshotEntry? entry = await reader.FindAsync("/prod/a", Cancel);

        Assert.Equal(1, entry?.Content?.Size);
    }

    [Fact]
    public Task An_unusual_encoding() => AssertFoundAsync(FindingSeverity.Information, "not encoded as", forge => forge.WriteAsync(ResourceType.ErrorEntry, EncodeUnusually));

    private static void EncodeUnusually(MsgpackWriter writer)
    {
        writer.WriteMapHeader(1);
        writer.WriteString("name");
        writer.WriteString("/x");
    }

    private static async Task SetEntriesAsync(SnapshotForge forge, TreeNode node)
    {
        Mac root = await forge.WriteTreeAsync(TreeKind.Vfs, node);
        forge.Change(source => source with { Trees = source.Trees with { Entries = root } });
    }

    private async Task AssertFoundAsync(FindingSeverity severity, string message, Func<SnapshotForge, Task> change)
    {
        List<StoreFinding> findings = await ForgeAsync(change);

        Assert.Contains(findings, finding => finding.Severity == severity && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    private async Task<List<StoreFinding>> ForgeAsync(Func<SnapshotForge, Task> change, Action<Mac>? committed = null)
    {
        await using SnapshotForge forge = await SnapshotForge.BeginAsync(_store);
        await change(forge);
        Mac id = await forge.CommitAsync();
        committed?.Invoke(id);
        return await TestStores.CheckAsync(_store);
    }
}

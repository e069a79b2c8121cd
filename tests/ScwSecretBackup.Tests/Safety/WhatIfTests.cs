using System.Management.Automation;
using System.Security.Cryptography;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Safety;

/// <summary>-WhatIf of every cmdlet that changes something: it says what it would do, and nothing changes anywhere.</summary>
public sealed class WhatIfTests : PlaygroundTest
{
    private static readonly Dictionary<string, Func<WhatIfTests, Dictionary<string, object?>>> Commands = new()
    {
        ["Backup-ScwSecret"] = test => test.Playground.FromSource(("Store", test._store)),
        ["Copy-ScwSnapshot"] = test => new() { ["Store"] = test._store, ["Snapshot"] = "latest", ["TargetStore"] = test._target },
        ["Invoke-ScwRetention"] = test => new() { ["Store"] = test._store, ["PerDay"] = 1 },
        ["New-ScwStore"] = test => new() { ["Path"] = test.Playground.Folder.Fresh(), ["Plaintext"] = true },
        ["Optimize-ScwStore"] = test => new() { ["Store"] = test._store },
        ["Register-ScwDestination"] = _ => new() { ["Name"] = "other", ["ProjectId"] = Playground.TargetProject, ["Region"] = Playground.TargetRegion },
        ["Register-ScwSource"] = _ => new() { ["Name"] = "other", ["ProjectId"] = Playground.SourceProject, ["Region"] = Playground.SourceRegion },
        ["Register-ScwStore"] = test => new() { ["Name"] = "other", ["Path"] = test.Location },
        ["Remove-ScwSnapshot"] = test => new() { ["Store"] = test._store, ["Snapshot"] = "latest" },
        ["Restore-ScwSecret"] = test => test.Playground.ToTarget(("Store", test._store)),
        ["Sync-ScwStore"] = test => new() { ["Store"] = test._store, ["TargetStore"] = test._target },
        ["Unregister-ScwDestination"] = _ => new() { ["Name"] = "app" },
        ["Unregister-ScwSource"] = _ => new() { ["Name"] = "app" },
        ["Unregister-ScwStore"] = _ => new() { ["Name"] = "app" },
    };

    private readonly AppsFile _apps = new();
    private PSObject _store = new();
    private PSObject _target = new();

    public static TheoryData<string> Names => [.. Commands.Keys];

    private string Location => (string)Get(_store, "Location")!;

    public override async ValueTask DisposeAsync()
    {
        _apps.Dispose();
        await base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatIf_says_what_it_would_do_and_changes_nothing(string cmdlet)
    {
        Prepare();
        Dictionary<string, string> files = Files();
        int calls = Playground.Writes.Count();
        int shown = Playground.Host.Recording.Text.Length;

        Invocation invocation = Session.Invoke(cmdlet, new(Commands[cmdlet](this)) { ["WhatIf"] = true });

        Assert.Null(invocation.TerminatingError);
        Assert.Empty(invocation.Errors);
        Assert.Contains("What if: ", Playground.Host.Recording.Text[shown..], StringComparison.Ordinal);
        Assert.Equal(calls, Playground.Writes.Count());
        Assert.Equal(files, Files());
    }

    [Fact]
    public void Every_cmdlet_that_has_WhatIf_is_among_them()
    {
        IEnumerable<string> found = Session.Invoke("Get-Command", new() { ["Module"] = BuiltModule.Name, ["CommandType"] = "Cmdlet" }).Output
            .Select(command => (CmdletInfo)command.BaseObject)
            .Where(cmdlet => cmdlet.Parameters.ContainsKey("WhatIf"))
            .Select(cmdlet => cmdlet.Name);

        Assert.Equal(Commands.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private void Prepare()
    {
        Playground.Add("/prod", "token", "one");
        _store = Playground.NewPlaintextStore();
        _target = Playground.NewPlaintextStore();
        Playground.Backup(_store);
        Playground.Backup(_store);
        Playground.Add("/prod", "password", "two");
        Session.Invoke("Register-ScwSource", new() { ["Name"] = "app", ["ProjectId"] = Playground.SourceProject, ["Region"] = Playground.SourceRegion });
        Session.Invoke("Register-ScwDestination", new() { ["Name"] = "app", ["ProjectId"] = Playground.TargetProject, ["Region"] = Playground.TargetRegion });
        Session.Invoke("Register-ScwStore", new() { ["Name"] = "app", ["Path"] = Location });
    }

    /// <summary>Every file of the stores and of the configuration, with what is in it.</summary>
    private Dictionary<string, string> Files() => new[] { Playground.Folder.Path, Path.GetDirectoryName(_apps.Path)! }
        .SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
        .ToDictionary(path => path, path => File.Exists(path) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) : "");
}

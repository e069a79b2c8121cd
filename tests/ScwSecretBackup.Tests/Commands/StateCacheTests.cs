using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

public sealed class StateCacheTests : PlaygroundTest
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    private const string Variable = "SCWSECRETBACKUP_CACHE";

    [Fact]
    public void Opening_a_store_fills_the_cache_and_NoCache_leaves_it_alone()
    {
        string path = StoreWithSnapshot();
        Environment.SetEnvironmentVariable(Variable, _folder.Fresh());

        Assert.Single(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = path, ["NoCache"] = true }).Output);
        Session.Invoke("Close-ScwStore", input: [Session.Invoke("Open-ScwStore", new() { ["Path"] = path, ["NoCache"] = true }).Single]);
        Assert.False(Directory.Exists(Environment.GetEnvironmentVariable(Variable)));

        Assert.Single(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = path }).Output);
        Assert.Single(Directory.GetFiles(Environment.GetEnvironmentVariable(Variable)!, "*", SearchOption.AllDirectories));
        Assert.Single(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = path }).Output);
    }

    [Fact]
    public void A_cache_that_cannot_be_used_is_told_of_in_verbose_and_changes_nothing_else()
    {
        string path = StoreWithSnapshot();
        string file = _folder.Fresh();
        File.WriteAllText(file, "no folder");
        Environment.SetEnvironmentVariable(Variable, file);

        Invocation listing = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = path, ["Verbose"] = true });

        Assert.Single(listing.Output);
        Assert.Empty(listing.Errors);
        Assert.Contains(listing.Of<VerboseRecord>("Verbose").Select(record => record.Message), line => line.Contains(file, StringComparison.Ordinal) && line.Contains("cache", StringComparison.Ordinal));
    }

    [Fact]
    public void A_relative_folder_for_the_cache_is_not_used()
    {
        string path = StoreWithSnapshot();
        Environment.SetEnvironmentVariable(Variable, "relative-cache");

        Invocation listing = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = path, ["Verbose"] = true });

        Assert.Single(listing.Output);
        Assert.Contains(listing.Of<VerboseRecord>("Verbose").Select(record => record.Message), line => line.Contains(Variable, StringComparison.Ordinal));
        Assert.False(Directory.Exists("relative-cache"));
    }

    public override async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        _folder.Dispose();
        await base.DisposeAsync();
    }

    private string StoreWithSnapshot()
    {
        Playground.Add("/", "password", "value");
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        string path = (string)Get(store, "Location")!;
        Session.Invoke("Close-ScwStore", input: [store]);
        return path;
    }
}

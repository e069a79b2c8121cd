using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

/// <summary>Stores that plakar wrote, opened with the cmdlets.</summary>
public sealed class GoldenStoreTests : IDisposable
{
    private readonly PowerShellHost _session = PowerShellHost.WithModule();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_encrypted_store_of_plakar_opens_and_lists_its_snapshots_newest_first()
    {
        Invocation listed = _session.Invoke("Get-ScwSnapshot", new() { ["Store"] = Unpack("b-encrypted"), ["Passphrase"] = Playground.Secure("correct horse battery staple") });

        Assert.Null(listed.TerminatingError);
        Assert.Equal(2, listed.Output.Count);
        Assert.True((DateTimeOffset)listed.Output[0].Properties["Timestamp"].Value > (DateTimeOffset)listed.Output[1].Properties["Timestamp"].Value);
        Assert.All(listed.Output, snapshot => Assert.Equal("fs", snapshot.Properties["Type"].Value));
        Assert.Contains(listed.Output, snapshot => ((IEnumerable<string>)snapshot.Properties["Tags"].Value).SequenceEqual(["a", "b"]));
    }

    [Fact]
    public void A_snapshot_that_something_else_made_is_foreign()
    {
        string store = Unpack("c-secrets-plaintext");
        PSObject snapshot = _session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Single;

        ErrorRecord error = _session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store }, [snapshot]).TerminatingError!;

        Assert.StartsWith("ForeignSnapshot,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidType, error.CategoryInfo.Category);
        Assert.Equal(snapshot.Properties["Id"].Value, error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("c-secrets-plaintext")]
    [InlineData("d-variants-nocompress")]
    public void A_store_of_plakar_passes_the_check(string name)
    {
        Invocation check = _session.Invoke("Test-ScwStore", new() { ["Store"] = Unpack(name) });

        Assert.Null(check.TerminatingError);
        Assert.DoesNotContain(check.Output, finding => $"{finding.Properties["Severity"].Value}" == "Error");
        Assert.Equal(0, check.Output[^1].Properties["ExitCode"].Value);
    }

    private string Unpack(string name) => GoldenStore.Unpack(name, _folder);
}

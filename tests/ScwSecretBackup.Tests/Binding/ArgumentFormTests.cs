using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Binding;

/// <summary>The forms in which points in time, ages, stores and versions may be written, and what is said of others.</summary>
public sealed class ArgumentFormTests(SnapshotStoreFixture shared) : PlaygroundTest, IClassFixture<SnapshotStoreFixture>
{
    [Theory]
    [InlineData("'30d'", 1)]
    [InlineData("'2w 3d'", 1)]
    [InlineData("'1 hour'", 1)]
    [InlineData("'90min'", 1)]
    [InlineData("'0s'", 0)]
    [InlineData("2020-01-01", 1)]
    [InlineData("'2020/01/01'", 1)]
    [InlineData("'2020-01-01 18:00'", 1)]
    [InlineData("'2020-01-01 18:00:00Z'", 1)]
    [InlineData("2020-01-01T18:00", 1)]
    [InlineData("2999-01-01T18:00:00+02:00", 0)]
    [InlineData("2999-01-01T18:00:00.1234567Z", 0)]
    [InlineData("([datetime]::Now.AddHours(-1))", 1)]
    [InlineData("([datetime]::UtcNow.AddHours(1))", 0)]
    [InlineData("([datetimeoffset]::Now.AddHours(-1))", 1)]
    [InlineData("\"$([datetimeoffset]::Now.AddHours(-1))\"", 1)]
    [InlineData("([timespan]::FromHours(1))", 1)]
    [InlineData("$snapshot.Timestamp", 1)]
    [InlineData("$copy.Timestamp", 1)]
    [InlineData("$snapshot.Timestamp.AddTicks(1)", 0)]
    [InlineData("$copy.Timestamp.AddTicks(1)", 0)]
    public void A_point_in_time_can_be(string written, int expected)
    {
        Session.Script("$snapshot = Get-ScwSnapshot -Store $store; $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($snapshot))", new() { ["store"] = shared.Store });

        Invocation invocation = Session.Script($"Get-ScwSnapshot -Store $store -Since {written}");

        Assert.True(invocation.TerminatingError is null && invocation.Errors.Count == 0, $"{invocation.TerminatingError}{string.Join("; ", invocation.Errors)}");
        Assert.Equal(expected, invocation.Output.Count);
    }

    [Theory]
    [InlineData("Get-ScwSnapshot -Store $store -Since soon", "'soon'", "2026-11-24", "30d")]
    [InlineData("Get-ScwSnapshot -Store $store -Since '24/11/2026'", "'24/11/2026'", "2026-11-24", "30d")]
    [InlineData("Get-ScwSnapshot -Store $store -Since 30", "'30'", "2026-11-24", "30d")]
    [InlineData("Get-ScwSnapshot -Store $store -Since '3 parsecs'", "'parsecs'", "min", "mo")]
    [InlineData("Optimize-ScwStore -Store $store -WhatIf -GracePeriod 7", "'7'", "30d")]
    [InlineData("Optimize-ScwStore -Store $store -WhatIf -GracePeriod '7'", "'7'", "30d")]
    [InlineData("Optimize-ScwStore -Store $store -WhatIf -GracePeriod soon", "'soon'", "30d")]
    [InlineData("Get-ScwSnapshot -Store 5", "'5'", "Open-ScwStore", "Register-ScwStore", "s3://", "folder")]
    [InlineData("Get-ScwSnapshotItem -Store $store -Version newest", "'newest'", "Latest", "1,4")]
    [InlineData("Get-ScwSnapshotItem -Store $store -Snapshot (,5)", "'5'", "latest", "Get-ScwSnapshot")]
    [InlineData("Restore-ScwSecret -Store $store -ConflictAction Nothing", "Nothing", "NewVersion", "Skip")]
    public void What_is_none_is_named_with_the_forms_that_are(string script, params string[] said)
    {
        Invocation invocation = Session.Script(script, new() { ["store"] = shared.Store });

        string message = (invocation.TerminatingError ?? Assert.Single(invocation.Errors)).Exception.Message;
        Assert.All(said, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$store")]
    [InlineData("$store.Location")]
    [InlineData("\"$store\"")]
    [InlineData("vault")]
    [InlineData("VAULT")]
    [InlineData("(Get-ScwStore vault)")]
    [InlineData("([System.IO.DirectoryInfo]::new($store.Location))")]
    [InlineData("./$([System.IO.Path]::GetFileName($store.Location))")]
    [InlineData("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation")]
    public void A_store_can_be(string written)
    {
        using var apps = new AppsFile();
        Session.Script("Register-ScwStore -Name vault -Path $store.Location; $null = $ExecutionContext.SessionState.Path.SetLocation($place)", new()
        {
            ["store"] = shared.Store,
            ["place"] = written.StartsWith("$Exec", StringComparison.Ordinal) ? Get(shared.Store, "Location") : Path.GetDirectoryName((string)Get(shared.Store, "Location")!),
        });

        Assert.Equal("token", Session.Script($"(Get-ScwSnapshotItem -Store {written}).Name").Single.BaseObject);
    }

    [Theory]
    [InlineData("s3://bucket/store")]
    [InlineData("([uri]'s3://bucket/store')")]
    public void An_address_without_an_endpoint_is_named(string written)
    {
        ErrorRecord error = Assert.Single(Session.Script($"Get-ScwSnapshot -Store {written}").Errors);

        Assert.StartsWith("PathNotSupported", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("s3://bucket/store", error.TargetObject);
    }
}

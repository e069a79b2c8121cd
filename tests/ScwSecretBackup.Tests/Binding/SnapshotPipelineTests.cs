using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Binding;

/// <summary>Every cmdlet that takes a snapshot does the same with one that is piped as with one that is named, and finds the store of one that knows it.</summary>
public sealed class SnapshotPipelineTests : PlaygroundTest
{
    private static readonly string[] Identities = ["SnapshotId", "DifferenceSnapshot", "Snapshot", "Id", "Target"];

    [Theory]
    [InlineData("Get-ScwSnapshot", "Id", "")]
    [InlineData("Get-ScwSnapshotItem", "Snapshot", "")]
    [InlineData("Get-ScwSnapshotValue", "Snapshot", "-Name token -AsPlainText")]
    [InlineData("Test-ScwSnapshot", "Snapshot", "")]
    [InlineData("Compare-ScwSnapshot", "DifferenceSnapshot", "-ReferenceSnapshot $middle")]
    [InlineData("Compare-ScwSecret", "Snapshot", "@fromSource")]
    [InlineData("Copy-ScwSnapshot", "Snapshot", "-TargetStore $target")]
    [InlineData("New-ScwRestorePlan", "Snapshot", "@toTarget")]
    [InlineData("Restore-ScwSecret", "Snapshot", "@toTarget -WhatIf")]
    [InlineData("Remove-ScwSnapshot", "Snapshot", "-Confirm:$false")]
    public void What_names_a_snapshot_can_be_piped(string command, string parameter, string rest)
    {
        (string old, string newest) = Prepare();
        string[] forms =
        [
            "$old.Id", "$old.Id.Substring(0, 8)", "$old.Id.Substring(0, 8).ToUpperInvariant()", "$old", "$oldResult",
            "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($old))",
            "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($oldResult))",
            "[pscustomobject]@{ SnapshotId = $old.Id }",
        ];
        bool removes = command.StartsWith("Remove", StringComparison.Ordinal);
        string whatIf = removes ? "-WhatIf" : "";
        string named = Observe($"{command} -Store $store -{parameter} {old} {rest} {whatIf}");
        string latest = Observe($"{command} -Store $store -{parameter} {newest} {rest} {whatIf}");

        Assert.NotEqual(named, latest);
        Assert.All(forms, form => Assert.Equal(named, Observe($"{form} | {command} -Store $store {rest} {whatIf}")));
        Assert.All(["'latest'", "'LATEST'"], form => Assert.Equal(latest, Observe($"{form} | {command} -Store $store {rest} {whatIf}")));
        Assert.All(forms[3..^1], form => Assert.Equal(named, Observe($"{form} | {command} {rest} {whatIf}")));
    }

    [Theory]
    [InlineData("Get-ScwSnapshotItem")]
    [InlineData("Remove-ScwSnapshot -Confirm:$false")]
    [InlineData("Copy-ScwSnapshot -TargetStore $target")]
    [InlineData("New-ScwRestorePlan @toTarget")]
    [InlineData("Restore-ScwSecret @toTarget -WhatIf")]
    public void Snapshots_of_several_stores_each_find_their_own(string command)
    {
        (string old, _) = Prepare();
        PSObject other = Playground.NewPlaintextStore();
        string elsewhere = (string)Get(Playground.Backup(other), "SnapshotId")!;
        Session.Script("$null", new() { ["other"] = other });

        string seen = Observe($"$old, (Get-ScwSnapshot -Store $other), $old | {command}");

        Assert.Contains(old, seen, StringComparison.Ordinal);
        Assert.Contains(elsewhere, seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_is_open_in_the_session_needs_no_passphrase_and_one_that_is_not_is_opened_as_it_is_registered()
    {
        using var apps = new AppsFile();
        string folder = Playground.Folder.Fresh();
        PSObject handle = Session.Script($"New-ScwStore -Path '{folder}' -Passphrase $secure", new() { ["secure"] = Playground.Secure("correct horse") }).Single;
        Session.Script("$null", new() { ["handle"] = handle });
        Playground.Add("/", "token", "one");
        Playground.Backup(handle);
        Session.Script("$saved = [System.Management.Automation.PSSerializer]::Serialize((Get-ScwSnapshot -Store $handle)); $snapshot = [System.Management.Automation.PSSerializer]::Deserialize($saved)");

        Assert.Equal("token", Session.Script("($snapshot | Get-ScwSnapshotItem).Name").Single.BaseObject);

        Session.Script("$handle | Close-ScwStore");
        Assert.Single(Session.Script("$snapshot | Get-ScwSnapshotItem").Errors);

        Session.Script($"$env:BINDING_PASSPHRASE = 'correct horse'; Register-ScwStore -Name vault -Path '{folder}' -PassphraseVariable BINDING_PASSPHRASE");
        Assert.Equal("token", Session.Script("($snapshot | Get-ScwSnapshotItem).Name; $env:BINDING_PASSPHRASE = $null").Single.BaseObject);
    }

    [Fact]
    public void Another_session_does_not_find_the_open_store()
    {
        string folder = Playground.Folder.Fresh();
        PSObject handle = Session.Script($"New-ScwStore -Path '{folder}' -Passphrase $secure", new() { ["secure"] = Playground.Secure("correct horse") }).Single;
        using var other = PowerShellHost.WithModule();

        Invocation invocation = other.Script($"[pscustomobject]@{{ Id = 'abcd'; Store = '{folder}' }} | Get-ScwSnapshotItem");

        Assert.StartsWith("PassphraseRequired", Assert.Single(invocation.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        GC.KeepAlive(handle);
    }

    [Theory]
    [InlineData("'latest' | Get-ScwSnapshotItem", "InputObjectMissingMandatory")]
    [InlineData("[pscustomobject]@{ Colour = 'blue' } | Get-ScwSnapshotItem -Store $store", "InputObjectNotBound")]
    [InlineData("[System.IO.DirectoryInfo]::new('/tmp') | Remove-ScwSnapshot -Store $store -WhatIf", "InputObjectNotBound")]
    [InlineData("Get-ScwSnapshotItem -Store $store -Snapshot ([pscustomobject]@{ Colour = 'blue' })", "ParameterArgumentTransformationError")]
    [InlineData("'nonsense' | Get-ScwSnapshotItem -Store $store", "SnapshotNotFound")]
    [InlineData("$oldPlan | Restore-ScwSecret @fromSource -WhatIf", "RestorePlanInvalid")]
    public void What_names_no_snapshot_or_no_store_is_refused(string script, string expected)
    {
        Prepare();
        Session.Script("$oldPlan = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((New-ScwRestorePlan -Store $store @toTarget)))");

        Invocation invocation = Session.Script(script);

        Assert.StartsWith(expected, (invocation.TerminatingError ?? Assert.Single(invocation.Errors)).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(invocation.Output);
    }

    [Fact]
    public void Copies_of_items_out_of_a_file_restore_those_items_alone()
    {
        Prepare();
        Playground.Add("/", "second", "two");
        Playground.Backup(Session.Script("$store").Single);
        string[] copies =
        [
            "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-ScwSnapshotItem -Store $store -Name second)))",
            "Get-ScwSnapshotItem -Store $store -Name second | ForEach-Object { [pscustomobject]@{ Store = $_.Store; Snapshot = $_.Snapshot; Folder = $_.Folder; Name = $_.Name; SecretId = $_.SecretId; Revision = \"$($_.Revision)\" } }",
        ];

        Assert.All(copies, copy =>
        {
            Assert.Equal("/second", Assert.Single(Session.Script($"({copy} | Restore-ScwSecret @toTarget -WhatIf).Target").Output).BaseObject);
            Assert.Equal("two", Session.Script($"{copy} | Get-ScwSnapshotValue -AsPlainText").Single.BaseObject);
        });
    }

    /// <summary>What the command wrote, by the snapshots it is about, and how often.</summary>
    private string Observe(string script)
    {
        Invocation invocation = Session.Script(script);
        Assert.True(invocation.TerminatingError is null && invocation.Errors.Count == 0, $"{script}: {invocation.TerminatingError}{string.Join("; ", invocation.Errors)}");
        IEnumerable<string> written = invocation.Output.Select(item =>
            $"{Values(item) ?? Identities.Select(name => item.Properties[name]?.Value).FirstOrDefault(value => value is string) ?? item.BaseObject}:{item.Properties["Revisions"]?.Value ?? item.Properties["Kind"]?.Value}");
        return string.Join('\n', written.Concat(Playground.Host.Recording.Text.Split('\n').Where(line => line.StartsWith("What if", StringComparison.Ordinal)).TakeLast(1)));
    }

    /// <summary>What a check went through, which tells the snapshots apart.</summary>
    private static string? Values(PSObject finding) =>
        finding.Properties["Summary"]?.Value is { } summary ? $"{PSObject.AsPSObject(summary).Properties["Values"].Value} values" : null;

    /// <summary>A store with three snapshots of which the first and the last differ, and where commands lead.</summary>
    private (string Old, string Newest) Prepare()
    {
        PSObject store = Playground.NewPlaintextStore();
        var secret = Playground.Add("/", "token", "one");
        PSObject old = Playground.Backup(store);
        Playground.Emulator.State.AddVersion(secret, "two"u8.ToArray());
        PSObject middle = Playground.Backup(store);
        Playground.Add("/", "added", "three");
        Playground.Emulator.State.AddVersion(secret, "four"u8.ToArray());
        PSObject newest = Playground.Backup(store);
        Dictionary<string, object?> target = Playground.ToTarget();
        target.Remove("Confirm");
        Session.Script("$old = Get-ScwSnapshot -Store $store -Id $oldResult", new()
        {
            ["store"] = store,
            ["target"] = Playground.NewPlaintextStore(),
            ["oldResult"] = old,
            ["middle"] = Get(middle, "SnapshotId"),
            ["fromSource"] = new System.Collections.Hashtable(Playground.FromSource()),
            ["toTarget"] = new System.Collections.Hashtable(target),
        });
        return ((string)Get(old, "SnapshotId")!, (string)Get(newest, "SnapshotId")!);
    }
}

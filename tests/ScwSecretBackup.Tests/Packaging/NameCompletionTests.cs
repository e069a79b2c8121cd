using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

/// <summary>Completion as the Tab key does it, in the session: names that need quotes, stores that are named, big stores, and no names of files where they make no sense.</summary>
public sealed class NameCompletionTests : PlaygroundTest
{
    /// <summary>Parameters whose values are files or folders, or programs.</summary>
    private static readonly string[] TakeFiles = ["Path", "Store", "TargetStore", "KeyFile", "TargetKeyFile", "Plan", "S3CertificateAuthority", "Output"];

    [Theory]
    [InlineData("-Name ", "'a $b'", "'a `[b`]'", "'it''s'", "plain", "'q\"uote'", "'tick``tock'")]
    [InlineData("-Name a", "'a $b'", "'a `[b`]'")]
    [InlineData("-Name 'a ", "'a $b'", "'a `[b`]'")]
    [InlineData("-Name \"a ", "\"a `$b\"", "\"a ``[b``]\"")]
    [InlineData("-Name \"a `$", "\"a `$b\"")]
    [InlineData("-Name 'it''", "'it''s'")]
    [InlineData("-Name \"it'", "\"it's\"")]
    [InlineData("-Name plain, tick", "'tick``tock'")]
    [InlineData("-Name *lain", "plain")]
    [InlineData("-Folder '/my ", "'/my team'")]
    [InlineData("-Include /my", "'/my team/q\"uote'")]
    [InlineData("-Tag 'own", "'owner:me & you'")]
    [InlineData("-Name no-such")]
    [InlineData("-Folder [ -Name a")]
    public void Names_are_offered_as_they_have_to_be_typed(string typed, params string[] expected)
    {
        Fill();

        string[] offered = Complete($"Get-ScwSnapshotItem -Store $store {typed}");

        Assert.Equal(expected.Order(), offered.Order());
        Assert.All(offered, offer => Assert.Empty(Session.Script($"Get-ScwSnapshotItem -Store $store {typed[..typed.IndexOf(' ')]} {offer}").Errors));
    }

    [Fact]
    public void A_parameter_that_takes_a_name_exactly_gets_it_without_escapes()
    {
        Fill();

        Assert.Equal(["'a [b]'"], Complete("Get-ScwSnapshotValue -Store $store -Name 'a ["));
        Assert.Equal("four", Session.Script("Get-ScwSnapshotValue -Store $store -Name 'a [b]' -AsPlainText").Single.BaseObject);
    }

    [Fact]
    public void A_store_that_is_open_is_found_by_name_by_place_and_among_the_defaults()
    {
        using var apps = new AppsFile();
        Fill();
        Session.Script("Register-ScwStore -Name vault -Path $store.Location");
        string[] lines =
        [
            "Get-ScwSnapshotItem -Store vault -Name pl", "Get-ScwSnapshotItem vault -Name pl", "Get-ScwSnapshotItem -Store $store.Location -Name pl",
            $"Get-ScwSnapshotItem -Store {Session.Script("$store.Location").Single} -Name pl", "Get-ScwSnapshotItem -Name pl", "Restore-ScwSecret -Store vault -Name pl",
        ];
        int calls = Playground.Emulator.Calls.Count;

        Assert.All(lines, line => Assert.Equal(["plain"], Complete(line)));
        Session.Script("$other = New-ScwStore -Path \"$($store.Location)-2\" -Plaintext");
        Assert.Empty(Complete("Get-ScwSnapshotItem -Name pl"));
        Assert.Empty(Complete("Get-ScwSnapshotItem -Store $other -Name pl"));
        Assert.All(["'*:Store' = 'vault'", "'*-Scw*:Store' = $store", "'Get-ScwSnapshotItem:Store' = $store.Location"], defaults =>
            Assert.Equal(["plain"], Complete("Get-ScwSnapshotItem -Name pl", $"$PSDefaultParameterValues = @{{ {defaults} }}")));
        Session.Script("$PSDefaultParameterValues = @{}; $store | Close-ScwStore");
        Assert.Empty(Complete("Get-ScwSnapshotItem -Store vault -Name pl"));
        Assert.Equal(calls, Playground.Emulator.Calls.Count);
    }

    [Fact]
    public void What_snapshots_say_of_themselves_is_offered()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        Session.Script("Backup-ScwSecret @source -SnapshotName 'the nightly one' -Label monthly, 'keep it' -Environment production -DataClass critical -Job nightly; $null = Get-ScwSnapshot -Store $store",
            new() { ["store"] = store, ["source"] = new System.Collections.Hashtable(Playground.FromSource(("Store", store))) });
        (string Line, string Expected)[] table =
        [
            ("Get-ScwSnapshot $store -Name ", "'the nightly one'"), ("Get-ScwSnapshot $store -Tag k", "'keep it'"), ("Get-ScwSnapshot $store -Label m", "monthly"),
            ("Get-ScwSnapshot $store -ExcludeTag m", "monthly"), ("Invoke-ScwRetention $store -Environment ", "production"), ("Sync-ScwStore $store -DataClass ", "critical"),
            ("Backup-ScwSecret $store -Label m", "monthly"), ("Backup-ScwSecret $store -SnapshotName ", "'the nightly one'"), ("Backup-ScwSecret $store -Environment p", "production"),
            ("Get-ScwSnapshot $store -Job ", "nightly"), ("Get-ScwSnapshot $store -Type s", "scaleway-secret"), ("Get-ScwSnapshot $store -Root ", "/"), ("Get-ScwSnapshot $store -Category s", "security"),
            ("Get-ScwSnapshot $store -Origin f", $"{Playground.SourceRegion}/{Playground.SourceProject}"), ("Get-ScwSnapshot $store -Since 3", "30d"), ("Get-ScwSnapshot $store -Id lat", "latest"),
        ];

        Assert.All(table, row => Assert.Equal([row.Expected], Complete(row.Line)));
    }

    [Fact]
    public void A_big_store_offers_a_bounded_number()
    {
        for (int index = 0; index < 5_000; index++)
        {
            Playground.Add($"/team-{index % 50:00}", $"secret-{index:0000}");
        }

        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        Session.Script("$null", new() { ["store"] = store });

        Assert.InRange(Complete("Get-ScwSnapshotItem -Store $store -Name ").Length, 100, 300);
        Assert.Equal(["secret-4999"], Complete("Get-ScwSnapshotItem -Store $store -Name secret-4999"));
        Assert.Equal(50, Complete("Get-ScwSnapshotItem -Store $store -Folder ").Length);
    }

    /// <summary>PowerShell offers files wherever nobody offers anything better.</summary>
    [Fact]
    public void No_parameter_offers_files_that_does_not_take_any()
    {
        string folder = Playground.Folder.Fresh();
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "zzz-a-file"), "");
        Session.Script("$null = $ExecutionContext.SessionState.Path.SetLocation($place)", new() { ["place"] = folder });
        IEnumerable<string> offenders = Session.Invoke("Get-Command", new() { ["Module"] = BuiltModule.Name, ["CommandType"] = "Cmdlet" }).Output
            .Select(command => (CmdletInfo)command.BaseObject)
            .SelectMany(command => command.Parameters.Values
                .Where(parameter => !parameter.SwitchParameter && !TakeFiles.Contains(parameter.Name) && !Cmdlet.CommonParameters.Contains(parameter.Name))
                .Select(parameter => $"{command.Name} -{parameter.Name} "))
            .Where(line => Complete(line + "zzz").Length > 0);

        Assert.Empty(offenders);
    }

    /// <summary>As the key does it: by the function of the session, on the thread of its pipeline.</summary>
    private string[] Complete(string line, string before = "")
    {
        Invocation invocation = Session.Script($"{before}; (TabExpansion2 -InputScript $line -CursorColumn $line.Length).CompletionMatches.CompletionText", new() { ["line"] = line });
        Assert.True(invocation.TerminatingError is null && invocation.Errors.Count == 0, $"{line}: {invocation.TerminatingError}{string.Join("; ", invocation.Errors)}");
        return [.. invocation.Output.Where(text => text is not null).Select(text => (string)text.BaseObject)];
    }

    private void Fill()
    {
        Playground.Add("/", "plain", "one");
        Playground.Add("/", "it's", "two");
        Playground.Add("/", "a $b", "three");
        Playground.Add("/", "a [b]", "four");
        Playground.Add("/", "tick`tock", "five");
        ScalewayEmulator.EmulatedSecret tagged = Playground.Add("/my team", "q\"uote", "six");
        tagged.Tags = ["owner:me & you"];
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        Session.Script("$null = Get-ScwSnapshotItem -Store $store", new() { ["store"] = store });
    }
}

using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Failures;

/// <summary>Bad input is one clear error: a stable id, the right category, the thing at fault, and what to do next.</summary>
public sealed class BadInputTests(SnapshotStoreFixture shared) : PlaygroundTest, IClassFixture<SnapshotStoreFixture>
{
    private static readonly string[] StoreCmdlets = ["Get-ScwSnapshot", "Get-ScwSnapshotItem", "Backup-ScwSecret", "Restore-ScwSecret"];

    public static TheoryData<string> WithStore => [.. StoreCmdlets];

    public static TheoryData<string> WithCloud => ["Get-ScwSecret", "Backup-ScwSecret", "Restore-ScwSecret"];

    [Theory]
    [MemberData(nameof(WithStore))]
    public void A_missing_store(string cmdlet)
    {
        string path = Playground.Folder.Fresh();

        ErrorRecord error = Fails(cmdlet, ("Store", path));

        Check(error, "StoreNotFound", ErrorCategory.ObjectNotFound, path);
    }

    [Theory]
    [MemberData(nameof(WithStore))]
    public void A_folder_that_is_no_store(string cmdlet)
    {
        ErrorRecord error = Fails(cmdlet, ("Store", Playground.Folder.Path));

        Check(error, "NotAStore", ErrorCategory.InvalidData, Playground.Folder.Path);
    }

    [Fact]
    public void A_missing_store_and_a_folder_that_is_none_at_Open_ScwStore()
    {
        Check(Ends("Open-ScwStore", new() { ["Path"] = "no-such-folder-here" }), "StoreNotFound", ErrorCategory.ObjectNotFound, null);
        Check(Ends("Open-ScwStore", new() { ["Path"] = Playground.Folder.Path }), "NotAStore", ErrorCategory.InvalidData, Playground.Folder.Path);
    }

    [Fact]
    public void A_new_store_in_a_folder_that_holds_something()
    {
        File.WriteAllText(Path.Combine(Playground.Folder.Path, "something"), "");

        Check(Ends("New-ScwStore", new() { ["Path"] = Playground.Folder.Path, ["Plaintext"] = true }), "StoreExists", ErrorCategory.ResourceExists, Playground.Folder.Path);
    }

    [Theory]
    [InlineData("s3://bucket/store")]
    [InlineData("env:PATH")]
    [InlineData("nosuchdrive:/store")]
    public void A_path_outside_the_file_system(string path)
    {
        Check(Ends("New-ScwStore", new() { ["Path"] = path, ["Plaintext"] = true }), "PathNotSupported", ErrorCategory.InvalidArgument, path);
        Check(Ends("Open-ScwStore", new() { ["Path"] = path }), "PathNotSupported", ErrorCategory.InvalidArgument, path);
    }

    [Theory]
    [MemberData(nameof(WithStore))]
    public void A_store_that_was_closed(string cmdlet)
    {
        PSObject store = Playground.NewPlaintextStore();
        Session.Invoke("Close-ScwStore", new() { ["Store"] = store });

        Check(Fails(cmdlet, ("Store", store)), "StoreClosed", ErrorCategory.InvalidOperation, Get(store, "Location"));
    }

    [Theory]
    [MemberData(nameof(WithStore))]
    public void Something_that_is_neither_a_store_nor_a_path(string cmdlet)
    {
        ErrorRecord error = Fails(cmdlet, ("Store", 42));

        Assert.StartsWith("ParameterArgumentTransformationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Open-ScwStore", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithCloud))]
    public void An_unknown_region(string cmdlet) =>
        Check(Fails(cmdlet, ("Region", "Mars_1")), "InvalidRegion", ErrorCategory.InvalidArgument, "Region");

    [Theory]
    [MemberData(nameof(WithCloud))]
    public void A_malformed_project_id(string cmdlet) =>
        Check(Fails(cmdlet, ("ProjectId", "my-project")), "InvalidProjectId", ErrorCategory.InvalidArgument, "ProjectId");

    [Theory]
    [MemberData(nameof(WithCloud))]
    public void No_credentials(string cmdlet)
    {
        Dictionary<string, object?> parameters = ParametersOf(cmdlet);
        parameters.Remove("Credential");

        Check(Ends(cmdlet, parameters), "CredentialsMissing", ErrorCategory.AuthenticationError, "SecretKey");
    }

    [Theory]
    [MemberData(nameof(WithCloud))]
    public void An_unknown_profile(string cmdlet)
    {
        Dictionary<string, object?> parameters = ParametersOf(cmdlet);
        parameters.Remove("Region");
        parameters["Profile"] = "nobody";

        Check(Ends(cmdlet, parameters), "ProfileNotFound", ErrorCategory.ObjectNotFound, "Profile");
    }

    [Theory]
    [MemberData(nameof(WithCloud))]
    public void A_key_that_the_service_does_not_know(string cmdlet)
    {
        var stranger = new PSCredential(Playground.AccessKey, Playground.Secure("00000000-0000-4000-8000-000000000000"));

        Check(IsDenied(cmdlet, stranger), "AuthenticationDenied", ErrorCategory.AuthenticationError, null);
    }

    [Theory]
    [InlineData("Get-ScwSecret")]
    [InlineData("Backup-ScwSecret")]
    public void A_key_that_may_not_list(string cmdlet)
    {
        Playground.Add("/", "token", "one");
        string key = Playground.Emulator.State.AddKey(["SecretManagerSecretAccess"]);

        Check(IsDenied(cmdlet, new PSCredential(Playground.AccessKey, Playground.Secure(key))), "PermissionDenied", ErrorCategory.PermissionDenied, null);
    }

    [Fact]
    public void A_key_that_may_list_but_read_nothing()
    {
        Playground.Add("/", "token", "one");
        string key = Playground.Emulator.State.AddKey(["SecretManagerReadOnly"]);

        Check(IsDenied("Backup-ScwSecret", new PSCredential(Playground.AccessKey, Playground.Secure(key))), "PermissionDenied", ErrorCategory.PermissionDenied, null);
    }

    [Fact]
    public void A_quota_that_is_used_up_is_an_error_for_the_secret_that_hits_it()
    {
        Playground.Add("/", "first", "one");
        Playground.Add("/", "second", "two");
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        Playground.Emulator.State.SecretQuota = 3;

        Invocation restored = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store), ("ThrottleLimit", 1)));

        ErrorRecord error = Assert.Single(restored.Errors);
        Check(error, "QuotaExceeded", ErrorCategory.LimitsExceeded, "/second");
        Assert.Equal(2, restored.Output.Count);
        Assert.Single(Playground.Target);
    }

    [Theory]
    [InlineData("Get-ScwSnapshotItem")]
    [InlineData("Restore-ScwSecret")]
    public void An_unknown_snapshot(string cmdlet)
    {
        Check(Fails(cmdlet, ("Snapshot", new string('0', 64))), "SnapshotNotFound", ErrorCategory.ObjectNotFound, new string('0', 64));
        Check(Fails(cmdlet, ("Snapshot", "no hex")), "SnapshotNotFound", ErrorCategory.ObjectNotFound, "no hex");
    }

    [Fact]
    public void A_literal_name_that_matches_nothing_is_an_error_and_a_wildcard_is_not()
    {
        Playground.Add("/", "token", "one");
        string[] names = ["token", "absent", "none*"];

        Invocation live = Session.Invoke("Get-ScwSecret", Playground.FromSource(("Name", names)));
        Invocation stored = Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = shared.Store, ["Name"] = names });

        foreach (Invocation invocation in new[] { live, stored })
        {
            Assert.Equal("token", Get(Assert.Single(invocation.Output), "Name"));
            Check(Assert.Single(invocation.Errors), "SecretNotFound", ErrorCategory.ObjectNotFound, "absent");
        }
    }

    [Fact]
    public void A_damaged_snapshot_is_reported_and_never_passed_over_as_the_latest()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        PSObject snapshot = Playground.Backup(store);
        string folder = (string)Get(store, "Location")!;
        foreach (string packfile in Directory.EnumerateFiles(Path.Combine(folder, "packfiles"), "*", SearchOption.AllDirectories))
        {
            byte[] bytes = File.ReadAllBytes(packfile);
            File.SetAttributes(packfile, FileAttributes.Normal);
            File.WriteAllBytes(packfile, [.. bytes.Select(value => (byte)~value)]);
        }

        Invocation listed = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = folder });

        Assert.Empty(listed.Output);
        Check(Assert.Single(listed.Errors), "SnapshotDamaged", ErrorCategory.InvalidData, Get(snapshot, "SnapshotId"));
        Check(Ends("Get-ScwSnapshotItem", new() { ["Store"] = folder }), "SnapshotDamaged", ErrorCategory.InvalidData, "latest");
        Check(Fails("Restore-ScwSecret", ("Store", folder)), "SnapshotDamaged", ErrorCategory.InvalidData, "latest");
    }

    private static void Check(ErrorRecord error, string id, ErrorCategory category, object? target)
    {
        Assert.StartsWith($"{id},ScwSecretBackup.Commands.", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.IsType<string>(error.TargetObject);
        Assert.Equal(target ?? error.TargetObject, error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.Message);
        Assert.EndsWith(".", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    /// <summary>A backup goes on with other sources: it writes the error and a result that has failed. The other cmdlets end.</summary>
    private ErrorRecord IsDenied(string cmdlet, PSCredential credential)
    {
        if (cmdlet != "Backup-ScwSecret")
        {
            return Fails(cmdlet, ("Credential", credential));
        }

        Dictionary<string, object?> parameters = ParametersOf(cmdlet);
        parameters["Credential"] = credential;
        Invocation backup = Session.Invoke(cmdlet, parameters);
        Assert.Null(backup.TerminatingError);
        PSObject result = Assert.Single(backup.Output);
        Assert.Equal(("Failed", 77, null), ($"{Get(result, "Status")}", Get(result, "ExitCode"), Get(result, "SnapshotId")));
        return Assert.Single(backup.Errors);
    }

    private ErrorRecord Fails(string cmdlet, params (string Name, object? Value)[] changes)
    {
        Dictionary<string, object?> parameters = ParametersOf(cmdlet);
        foreach ((string name, object? value) in changes)
        {
            parameters[name] = value;
        }

        return Ends(cmdlet, parameters);
    }

    private Dictionary<string, object?> ParametersOf(string cmdlet)
    {
        Dictionary<string, object?> parameters = cmdlet switch
        {
            "Restore-ScwSecret" => Playground.ToTarget(),
            "Backup-ScwSecret" or "Get-ScwSecret" => Playground.FromSource(),
            _ => [],
        };
        if (StoreCmdlets.Contains(cmdlet))
        {
            parameters["Store"] = shared.Store;
        }

        return parameters;
    }

    private ErrorRecord Ends(string cmdlet, Dictionary<string, object?> parameters)
    {
        Invocation invocation = Session.Invoke(cmdlet, parameters);

        Assert.Empty(invocation.Output);
        Assert.Empty(invocation.Errors);
        return Assert.IsType<ErrorRecord>(invocation.TerminatingError);
    }
}

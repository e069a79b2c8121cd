using System.Management.Automation;
using System.Text;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Safety;

/// <summary>Runs the whole flow with marked values, then looks for them everywhere they must not be.</summary>
public sealed class SecretsStaySecretTests : PlaygroundTest
{
    private const string Value = "MARKED-VALUE-7f3a9c51e0";
    private const string Passphrase = "MARKED-PASSPHRASE-2b8d";

    [Fact]
    public void No_value_no_key_and_no_passphrase_reaches_a_stream_a_file_or_a_serialized_object()
    {
        string temporary = Directory.CreateDirectory(Playground.Folder.Fresh()).FullName;
        string? before = Environment.GetEnvironmentVariable("TMPDIR");
        Environment.SetEnvironmentVariable("TMPDIR", temporary);
        try
        {
            Playground.Add("/prod", "password", Value, Value + "-two");
            Playground.Emulator.State.DenyAccess(Playground.Add("/prod", "denied", Value).Id);
            string path = Playground.Folder.Fresh();
            string key = Playground.Emulator.State.AddKey(["SecretManagerFullAccess"]);

            List<StreamRecord> written = RunEverything(path, key);

            string[] marks = [Value, Passphrase, key];
            Assert.Contains(written, record => record.Stream == "Error");
            Assert.Contains(written, record => record.Stream == "Debug");
            Assert.Contains(written, record => record.Stream == "Progress");
            Assert.All(written, record => AssertClean(Encoding.UTF8.GetBytes(Show(record)), marks, record.Stream));
            AssertClean(Encoding.UTF8.GetBytes(Playground.Host.Recording.Text), marks, "host");
            AssertFilesClean(path, marks);
            AssertFilesClean(temporary, marks);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TMPDIR", before);
        }
    }

    private List<StreamRecord> RunEverything(string path, string key)
    {
        var records = new List<StreamRecord>();
        var ran = new HashSet<string>();
        PSObject Run(string command, Dictionary<string, object?> parameters, params object[] input)
        {
            parameters["Debug"] = true;
            parameters["Verbose"] = true;
            Invocation invocation = Session.Invoke(command, parameters, input.Length > 0 ? input : null);

            // The one cmdlet that returns values when it is asked to; what else it writes is looked at.
            records.AddRange(invocation.Records.Where(record => record.Stream != "Output" || command != "Get-ScwSnapshotValue"));
            if (invocation.TerminatingError is { } error)
            {
                records.Add(new StreamRecord("Error", error));
            }

            ran.Add(command);
            return invocation.Output.Count > 0 ? invocation.Output[0] : new PSObject();
        }

        PSObject store = Run("New-ScwStore", new() { ["Path"] = path, ["Passphrase"] = Playground.Secure(Passphrase) });
        Run("Get-ScwSecret", From(key));
        Run("Backup-ScwSecret", From(key, ("Store", store), ("WhatIf", true)));
        Run("Backup-ScwSecret", From(key, ("Store", store)));
        PSObject snapshot = Run("Get-ScwSnapshot", new() { ["Store"] = store });
        Run("Get-ScwSnapshotItem", new() { ["Store"] = store }, snapshot);
        Run("Restore-ScwSecret", To(key, ("Store", store), ("WhatIf", true)));
        Run("Restore-ScwSecret", To(key, ("Store", store)));
        Run("Open-ScwStore", new() { ["Path"] = path, ["Passphrase"] = Playground.Secure(Passphrase + "-wrong") });
        RunTheOthers(Run, store, path, key);
        Run("Close-ScwStore", new() { ["Store"] = store });
        Assert.Equal(
            Session.Invoke("Get-Command", new() { ["Module"] = BuiltModule.Name, ["CommandType"] = "Cmdlet" }).Output.Select(command => $"{command}").Order(StringComparer.Ordinal),
            ran.Order(StringComparer.Ordinal));
        Assert.Equal(3, Playground.Target.Sum(secret => secret.Versions.Count) + 1);
        return records;
    }

    private void RunTheOthers(Func<string, Dictionary<string, object?>, object[], PSObject> run, PSObject store, string path, string key)
    {
        using var apps = new AppsFile();
        apps.SetVariable("MARKED_SECRET", key);
        apps.SetVariable("MARKED_PASSPHRASE", Passphrase);
        apps.SetVariable("MARKED_ACCESS", Playground.AccessKey);
        void Run(string command, Dictionary<string, object?> parameters) => run(command, parameters, []);

        foreach (string noun in new[] { "ScwSource", "ScwDestination" })
        {
            Run($"Register-{noun}", new()
            {
                ["Name"] = "app",
                ["ProjectId"] = Playground.SourceProject,
                ["Region"] = Playground.SourceRegion,
                ["ApiUrl"] = Playground.Emulator.BaseUrl,
                ["AccessKeyVariable"] = "MARKED_ACCESS",
                ["SecretKeyVariable"] = "MARKED_SECRET",
            });
            Run($"Get-{noun}", []);
        }

        Run("Register-ScwStore", new() { ["Name"] = "app", ["Path"] = path, ["PassphraseVariable"] = "MARKED_PASSPHRASE" });
        Run("Get-ScwStore", new() { ["Name"] = "app" });
        Run("Test-ScwAccess", From(key, ("Deep", true), ("Name", "/prod/password")));
        Run("Get-ScwSnapshotValue", new() { ["Store"] = store, ["Name"] = "password", ["AsPlainText"] = true });
        Run("Get-ScwSnapshotValue", new() { ["Store"] = store, ["Name"] = "password", ["Field"] = "none" });
        Run("Compare-ScwSecret", From(key, ("Store", store)));
        Run("Compare-ScwSnapshot", new() { ["Store"] = store, ["ReferenceSnapshot"] = "latest", ["DifferenceSnapshot"] = "latest" });
        Run("New-ScwRestorePlan", Playground.Cloud(Playground.TargetProject, Playground.TargetRegion, key, ("Store", store)));
        Run("Test-ScwSnapshot", new() { ["Store"] = store });
        Run("Test-ScwStore", new() { ["Store"] = store });
        PSObject target = Playground.NewPlaintextStore();
        Run("Copy-ScwSnapshot", new() { ["Store"] = store, ["Snapshot"] = "latest", ["TargetStore"] = target });
        Run("Sync-ScwStore", new() { ["Store"] = store, ["TargetStore"] = target });
        Run("Invoke-ScwRetention", new() { ["Store"] = target, ["PerDay"] = 1, ["Confirm"] = false });
        Run("Remove-ScwSnapshot", new() { ["Store"] = target, ["Snapshot"] = "latest", ["Confirm"] = false });
        Run("Optimize-ScwStore", new() { ["Store"] = target, ["Confirm"] = false });
        foreach (string noun in new[] { "ScwSource", "ScwDestination", "ScwStore" })
        {
            Run($"Unregister-{noun}", new() { ["Name"] = "app" });
        }
    }

    private Dictionary<string, object?> From(string key, params (string Name, object? Value)[] more) =>
        Playground.Cloud(Playground.SourceProject, Playground.SourceRegion, key, more);

    private Dictionary<string, object?> To(string key, params (string Name, object? Value)[] more) =>
        Playground.Cloud(Playground.TargetProject, Playground.TargetRegion, key, [("Confirm", false), .. more]);

    /// <summary>Everything a user, a log or Export-Clixml could show of a record.</summary>
    private static string Show(StreamRecord record) => record.Value switch
    {
        ErrorRecord error => $"{error} {error.Exception} {error.ErrorDetails?.Message} {error.ErrorDetails?.RecommendedAction} {error.TargetObject} {error.InvocationInfo?.Line} {PSSerializer.Serialize(error, 4)}",
        ProgressRecord progress => $"{progress.Activity} {progress.StatusDescription} {progress.CurrentOperation}",
        var value => $"{value} {PSSerializer.Serialize(value, 8)}",
    };

    private static void AssertFilesClean(string folder, string[] marks)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            AssertClean(File.ReadAllBytes(file), marks, file);
        }
    }

    private static void AssertClean(ReadOnlySpan<byte> bytes, string[] marks, string where)
    {
        foreach (string mark in marks)
        {
            foreach (byte[] form in Forms(mark))
            {
                Assert.True(bytes.IndexOf(form) < 0, $"A marked value is in {where}.");
            }
        }
    }

    private static IEnumerable<byte[]> Forms(string mark)
    {
        byte[] raw = Encoding.UTF8.GetBytes(mark);
        yield return raw;
        yield return Encoding.Unicode.GetBytes(mark);
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(raw));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(raw));

        // Base64 of the mark at each of the three offsets it may have in a longer text; the first and last digits depend on the neighbours.
        for (int offset = 0; offset < 3; offset++)
        {
            string base64 = Convert.ToBase64String([.. new byte[offset], .. raw]);
            yield return Encoding.ASCII.GetBytes(base64[4..^4]);
        }
    }
}

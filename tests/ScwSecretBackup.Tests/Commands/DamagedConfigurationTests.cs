using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

/// <summary>Test-ScwStore on stores whose CONFIG is damaged: a finding, where opening such a store stays an error.</summary>
public sealed class DamagedConfigurationTests(EncryptedStoreFixture encrypted) : PlaygroundTest, IClassFixture<EncryptedStoreFixture>
{
    private const int DataError = 65;

    [Theory]
    [InlineData("truncated")]
    [InlineData("empty")]
    [InlineData("flipped")]
    [InlineData("unknown algorithm")]
    [InlineData("another file")]
    [InlineData("missing")]
    public void A_damaged_CONFIG_is_a_finding_of_the_check_and_an_error_of_opening(string damage)
    {
        Playground.Add("/prod", "password", "one");
        string folder = $"{Playground.NewPlaintextStore()}";
        Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", folder)));
        Apply(damage, Path.Combine(folder, "CONFIG"));

        Invocation check = Session.Invoke("Test-ScwStore", new() { ["Store"] = folder });
        Invocation open = Session.Invoke("Open-ScwStore", new() { ["Path"] = folder });

        AssertFinding(check);
        Assert.NotNull(open.TerminatingError);
        Assert.Equal(false, Session.Invoke("Test-ScwStore", new() { ["Store"] = folder, ["Quiet"] = true }).Single.BaseObject);
    }

    [Fact]
    public void A_folder_without_CONFIG_and_without_content_is_no_store()
    {
        string folder = Playground.Folder.Fresh();
        Directory.CreateDirectory(Path.Combine(folder, "packfiles"));

        Invocation check = Session.Invoke("Test-ScwStore", new() { ["Store"] = folder });

        Assert.StartsWith("NotAStore,", check.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_end_of_an_encrypted_stores_CONFIG_is_a_finding_and_a_wrong_passphrase_is_none()
    {
        string folder = Copy(encrypted.Path);
        Invocation wrong = Check(folder, "not the passphrase");
        Change(Path.Combine(folder, "CONFIG"), content => content[^1] ^= 1);

        Invocation damaged = Check(folder, EncryptedStoreFixture.Passphrase);

        Assert.StartsWith("WrongPassphrase,", wrong.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        AssertFinding(damaged);
    }

    private static void AssertFinding(Invocation check)
    {
        Assert.Null(check.TerminatingError);
        Assert.Empty(check.Errors);
        PSObject finding = Assert.Single(check.Output, output => $"{Get(output, "Severity")}" == "Error");
        Assert.Equal(("CONFIG", DataError), (Get(finding, "Target"), Get(finding, "ExitCode")));
        Assert.Contains("put it back from any copy", (string)Get(finding, "Message")!, StringComparison.Ordinal);
        Assert.Equal(DataError, Get(check.Output[^1], "ExitCode"));
        var summary = PSObject.AsPSObject(Get(check.Output[^1], "Summary")!);
        Assert.Equal((false, 1), (Get(summary, "Passed"), Get(summary, "Errors")));
    }

    private static void Apply(string damage, string file)
    {
        switch (damage)
        {
            case "missing":
                File.Delete(file);
                break;
            case "truncated":
                File.WriteAllBytes(file, File.ReadAllBytes(file)[..^20]);
                break;
            case "empty":
                File.WriteAllBytes(file, []);
                break;
            case "another file":
                File.WriteAllText(file, new string('x', 200));
                break;
            case "flipped":
                Change(file, content => content[^40] ^= 1);
                break;
            default:
                Change(file, content => content[content.AsSpan().IndexOf("BLAKE3"u8)] ^= 1);
                break;
        }
    }

    private static void Change(string file, Action<byte[]> change)
    {
        byte[] content = File.ReadAllBytes(file);
        change(content);
        File.WriteAllBytes(file, content);
    }

    private string Copy(string folder)
    {
        string copy = Playground.Folder.Fresh();
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    private Invocation Check(string folder, string passphrase) =>
        Session.Invoke("Test-ScwStore", new() { ["Store"] = folder, ["Passphrase"] = Playground.Secure(passphrase) });
}

using System.Management.Automation;
using ScalewayEmulator;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

/// <summary>A snapshot that can't give back one of its secrets.</summary>
public sealed class DamagedSecretTests : PlaygroundTest
{
    [Fact]
    public void It_is_an_error_of_its_own_and_the_others_are_listed_compared_and_restored()
    {
        EmulatedSecret damaged = Playground.Add("/a", "damaged", "one");
        damaged.Description = RandomText(1);
        Playground.Add("/a", "sound", "two");
        PSObject handle = Playground.NewPlaintextStore();
        string first = (string)Get(Playground.Backup(handle), "SnapshotId")!;
        string lost = damaged.Description[500..600];
        damaged.Description = RandomText(2);
        Playground.Backup(handle);
        string store = $"{handle}";
        Session.Invoke("Close-ScwStore", new() { ["Store"] = handle });
        Damage(store, lost);

        Invocation listed = Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store, ["Snapshot"] = first });
        Invocation compared = Session.Invoke("Compare-ScwSnapshot", new() { ["Store"] = store, ["ReferenceSnapshot"] = first });
        Invocation live = Session.Invoke("Compare-ScwSecret", Playground.FromSource(("Store", store), ("Snapshot", first)));
        Invocation restored = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store), ("Snapshot", first)));

        Assert.Equal("sound", Get(Assert.Single(listed.Output), "Name"));
        Assert.Empty(compared.Output);
        Assert.Empty(live.Output);
        Assert.Equal("sound", Assert.Single(Playground.Target).Name);
        Assert.All((Invocation[])[listed, compared, live], invocation =>
        {
            ErrorRecord error = Assert.Single(invocation.Errors);
            Assert.StartsWith("SnapshotDamaged,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal("/a/damaged", error.TargetObject);
        });
        Assert.Contains("damaged: ", Assert.Single(restored.Errors).ErrorDetails.Message, StringComparison.Ordinal);
    }

    private static string RandomText(int seed)
    {
        byte[] bytes = new byte[3000];
        new Random(seed).NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    private static void Damage(string store, string text)
    {
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes(text);
        string packfile = Assert.Single(Directory.GetFiles(Path.Combine(store, "packfiles"), "*", SearchOption.AllDirectories),
            file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0);
        byte[] content = File.ReadAllBytes(packfile);
        content[content.AsSpan().IndexOf(bytes)] ^= 1;
        File.WriteAllBytes(packfile, content);
    }
}

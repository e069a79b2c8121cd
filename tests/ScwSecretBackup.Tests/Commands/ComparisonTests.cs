using System.Management.Automation;
using ScalewayEmulator;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

public sealed class ComparisonTests : PlaygroundTest
{
    [Fact]
    public void A_rotated_secret_shows_as_a_new_version_and_another_value_without_either()
    {
        EmulatedSecret password = Playground.Add("/prod/db", "password", "value-one");
        PSObject store = BackUp();
        Playground.Emulator.State.AddVersion(password, "value-two"u8.ToArray());

        Invocation compared = Session.Invoke("Compare-ScwSecret", FromSourceWithoutPlace(("Store", store)));

        Assert.Empty(compared.Errors);
        Assert.Equal(["Version /prod/db/password version", "Value /prod/db/password value"], compared.Output.Select(item => $"{item}"));
        Assert.Equal([(null, 2), (1, 2)], compared.Output.Select(item => ((int?)Get(item, "SnapshotRevision"), (int?)Get(item, "LiveRevision"))));
        Assert.DoesNotContain("value-", string.Join(' ', compared.Output.SelectMany(item => item.Properties).Select(property => $"{property.Value}")), StringComparison.Ordinal);
        Assert.Empty(Playground.Writes);
    }

    [Fact]
    public void Metadata_only_reads_no_value_and_does_not_claim_to_have_compared_any()
    {
        EmulatedSecret password = Playground.Add("/", "password", "one");
        PSObject store = BackUp();
        Playground.Emulator.State.AddVersion(password, "two"u8.ToArray());
        Playground.Emulator.ClearCalls();

        Invocation compared = Session.Invoke("Compare-ScwSecret", Playground.FromSource(("Store", store), ("MetadataOnly", true)));

        Assert.Equal(["Version /password version"], compared.Output.Select(item => $"{item}"));
        Assert.Empty(Playground.ValueReads);
        Assert.Empty(compared.Of<WarningRecord>("Warning"));
    }

    [Fact]
    public void What_could_not_be_compared_is_warned_of_once()
    {
        EmulatedSecret token = Playground.Add("/", "token", "one");
        PSObject store = BackUp();
        Playground.Emulator.State.AddVersion(token, "two"u8.ToArray()).ExpiresOnceAccessed = true;

        Invocation compared = Session.Invoke("Compare-ScwSecret", Playground.FromSource(("Store", store), ("Verbose", true)));

        Assert.Contains("1 value could not be compared", Assert.Single(compared.Of<WarningRecord>("Warning")).Message, StringComparison.Ordinal);
        Assert.Contains(compared.Of<VerboseRecord>("Verbose"), record => record.Message.Contains("/token: not compared, revision 2: one access consumes it", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_snapshots_are_compared_without_a_call()
    {
        EmulatedSecret password = Playground.Add("/prod", "password", "one");
        PSObject store = BackUp();
        object? before = Get(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Single, "Id");
        password.Description = "new";
        Playground.Add("/prod", "added", "two");
        Playground.Backup(store);
        Playground.Emulator.ClearCalls();

        Invocation compared = Session.Invoke("Compare-ScwSnapshot", new() { ["Store"] = store, ["ReferenceSnapshot"] = before });

        Assert.Equal(["OnlyInDifference /prod/added", "Metadata /prod/password description"], compared.Output.Select(item => $"{item}"));
        Assert.Equal("new", Get(compared.Output[1], "Difference"));
        Assert.Empty(Playground.Emulator.Calls);
    }

    private PSObject BackUp()
    {
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        Playground.Emulator.ClearCalls();
        return store;
    }

    // Without a project and a region a snapshot is compared with those it was made of.
    private Dictionary<string, object?> FromSourceWithoutPlace(params (string Name, object? Value)[] more)
    {
        Dictionary<string, object?> parameters = Playground.FromSource(more);
        parameters.Remove("ProjectId");
        parameters.Remove("Region");
        return parameters;
    }
}

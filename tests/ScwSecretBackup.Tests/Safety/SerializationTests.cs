using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Text;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Safety;

/// <summary>Objects of every type go through the serializer of Export-Clixml, jobs and remote sessions: without a value, and still of use.</summary>
public sealed class SerializationTests : PlaygroundTest
{
    private const string Value = "MARKED-VALUE-51d0c7e2";

    private readonly AppsFile _apps = new();

    public override async ValueTask DisposeAsync()
    {
        _apps.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public void Every_output_type_survives_without_a_value_and_is_drawn_as_before()
    {
        Dictionary<string, PSObject> objects = RunEverything();

        Assert.Equal(OutputTypes().Order(StringComparer.Ordinal), objects.Keys.Order(StringComparer.Ordinal));
        Assert.All(objects.Values, original =>
        {
            string serialized = Serialize(original);
            PSObject copy = Deserialize(serialized);

            Assert.DoesNotContain(Value, serialized, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Value))[..20], serialized, StringComparison.Ordinal);
            Assert.Equal($"Deserialized.{original.BaseObject.GetType().FullName}", copy.TypeNames[0]);
            Assert.Equal(original.ToString(), copy.ToString());
            Assert.All(original.BaseObject.GetType().GetProperties(), property => AssertSame(property.GetValue(original.BaseObject), copy.Properties[property.Name]?.Value, $"{copy.TypeNames[0]}.{property.Name}"));
            Assert.Equal(Draw(original), Draw(copy));
            PSObject second = Deserialize(Serialize(copy));
            Assert.All(original.BaseObject.GetType().GetProperties(), property => AssertSame(property.GetValue(original.BaseObject), second.Properties[property.Name]?.Value, $"a copy of a copy's {property.Name}"));
        });
    }

    [Fact]
    public void A_date_of_a_copy_is_a_date_even_where_the_module_was_not_there_to_serialize_it()
    {
        PSObject store = Playground.NewPlaintextStore();
        var created = (DateTimeOffset)Get(store, "CreatedAt")!;

        foreach (int depth in new[] { 1, 2 })
        {
            PSObject copy = Deserialize(PSSerializer.Serialize(store, depth));
            Assert.True((created - new DateTimeOffset((DateTime)Get(copy, "CreatedAt")!)).Duration() < TimeSpan.FromSeconds(1));
        }

        Assert.Equal(true, Session.Script("$copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($store)); $copy.CreatedAt -gt [datetime]::Now.AddMinutes(-5) -and $copy.CreatedAt -le [datetime]::Now", new() { ["store"] = store }).Single.BaseObject);
        Assert.IsType<DateTimeOffset>(Session.Script("$store.CreatedAt").Single.BaseObject);
        Assert.DoesNotContain(Session.Script("$store.PSObject.Properties.Name").Output, name => ((string)name.BaseObject).EndsWith("Local", StringComparison.Ordinal));
    }

    /// <summary>Texts, numbers and ids as they were, words of enumerations as text, and points in time as local dates to the last digit, as PowerShell keeps no others.</summary>
    private static void AssertSame(object? original, object? copy, string what)
    {
        object? plain = copy is PSObject wrapped ? wrapped.BaseObject : copy;
        bool isSame = original switch
        {
            null => copy is null,
            Enum word => $"{copy}" == $"{word}",
            DateTimeOffset moment => plain is DateTime { Kind: DateTimeKind.Local } local && moment == new DateTimeOffset(local),
            string or int or long or bool or decimal or Guid or TimeSpan => original.Equals(plain),
            _ => copy is not null,
        };
        Assert.True(isSame, $"{what}: {original} became {copy}");
    }

    /// <summary>Within the session: what serializes and what reads have to know the types of the module, as they do in Export-Clixml, Import-Clixml and jobs.</summary>
    private string Serialize(PSObject value) => (string)Session.Script("[System.Management.Automation.PSSerializer]::Serialize($value)", new() { ["value"] = value }).Single.BaseObject;

    private PSObject Deserialize(string text) => Session.Script("[System.Management.Automation.PSSerializer]::Deserialize($text)", new() { ["text"] = text }).Single;

    private Dictionary<string, PSObject> RunEverything()
    {
        var objects = new Dictionary<string, PSObject>();
        IReadOnlyList<PSObject> Keep(Invocation invocation)
        {
            Assert.True(invocation.TerminatingError is null && invocation.Output.Count > 0, $"{invocation.TerminatingError}{string.Join("; ", invocation.Errors)}");
            Nest(invocation.Output);
            return invocation.Output;
        }

        void Nest(IEnumerable<PSObject> written)
        {
            foreach (PSObject item in written)
            {
                objects.TryAdd(item.BaseObject.GetType().Name, item);
                foreach (string nested in new[] { "Skipped", "Flagged", "Summary" })
                {
                    Nest(item.Properties[nested]?.Value switch
                    {
                        null or string or int => [],
                        System.Collections.IEnumerable several => several.Cast<object>().Select(PSObject.AsPSObject),
                        var single => [PSObject.AsPSObject(single)],
                    });
                }
            }
        }

        PSObject store = Keep(Session.Invoke("New-ScwStore", new() { ["Path"] = Playground.Folder.Fresh(), ["Plaintext"] = true }))[0];
        RunBackups(store, Keep);
        RunRestores(store, Keep);
        RunMaintenance(store, Keep);
        Keep(Session.Script($"Register-ScwSource -Name s -ProjectId {Playground.SourceProject} -Region fr-par -PassThru; Register-ScwDestination -Name d -ProjectId {Playground.TargetProject} -Region nl-ams -PassThru; Register-ScwStore -Name v -Path /srv/v -PassThru"));
        return objects;
    }

    private void RunBackups(PSObject store, Func<Invocation, IReadOnlyList<PSObject>> keep)
    {
        Playground.Add("/prod", "password", Value, Value + "-two").Managed = true;
        Playground.Emulator.State.DenyAccess(Playground.Add("/prod", "denied", Value).Id);
        Playground.Add("/", "token", Value);
        keep(Session.Invoke("Get-ScwSecret", Playground.FromSource()));
        keep(Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("WhatIf", true))));
        keep(Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store))));
        Playground.Add("/prod", "added", Value);
        keep(Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store))));
        keep(Session.Invoke("Test-ScwAccess", Playground.FromSource()));
        Playground.Add("/prod", "live", Value);
        keep(Session.Invoke("Compare-ScwSecret", Playground.FromSource(("Store", store))));
    }

    private void RunRestores(PSObject store, Func<Invocation, IReadOnlyList<PSObject>> keep)
    {
        IReadOnlyList<PSObject> snapshots = keep(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }));
        keep(Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store }));
        keep(Session.Invoke("Compare-ScwSnapshot", new() { ["Store"] = store, ["ReferenceSnapshot"] = snapshots[1] }));
        Dictionary<string, object?> target = Playground.ToTarget(("Store", store));
        target.Remove("Confirm");
        keep(Session.Invoke("New-ScwRestorePlan", target));
        keep(Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store), ("WhatIf", true))));
        keep(Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store))));
    }

    private void RunMaintenance(PSObject store, Func<Invocation, IReadOnlyList<PSObject>> keep)
    {
        keep(Session.Invoke("Get-ScwStore", new() { ["Store"] = store }));
        keep(Session.Invoke("Test-ScwStore", new() { ["Store"] = store }));
        keep(Session.Invoke("Sync-ScwStore", new() { ["Store"] = store, ["TargetStore"] = Playground.NewPlaintextStore() }));
        keep(Session.Invoke("Invoke-ScwRetention", new() { ["Store"] = store, ["PerDay"] = 1, ["WhatIf"] = true }));
        keep(Session.Invoke("Remove-ScwSnapshot", new() { ["Store"] = store, ["Snapshot"] = "latest", ["Confirm"] = false }));
        keep(Session.Invoke("Optimize-ScwStore", new() { ["Store"] = store, ["WhatIf"] = true }));
    }

    private IEnumerable<string> OutputTypes() => Session.Invoke("Get-Command", new() { ["Module"] = BuiltModule.Name, ["CommandType"] = "Cmdlet" }).Output
        .SelectMany(command => ((CommandInfo)command.BaseObject).OutputType)
        .Where(type => type.Type.Namespace == BuiltModule.Name)
        .Select(type => type.Type.Name)
        .Concat(["ScwCheckSummary", "ScwFlaggedItem", "ScwSkippedVersion"])
        .Distinct();

    private string Draw(PSObject value)
    {
        int start = Playground.Host.Recording.Text.Length;
        Session.Invoke("Out-Default", input: [value]);
        return new StringDecorated(Playground.Host.Recording.Text[start..]).ToString(OutputRendering.PlainText);
    }
}

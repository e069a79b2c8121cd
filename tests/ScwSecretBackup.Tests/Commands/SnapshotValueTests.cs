using System.Management.Automation;
using System.Net;
using System.Security;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

public sealed class SnapshotValueTests : PlaygroundTest
{
    [Fact]
    public void A_value_is_a_secure_string_unless_something_else_is_asked_for()
    {
        Playground.Add("/prod", "password", "old", "päss 🔑");
        PSObject store = BackUp();

        var secure = Assert.IsType<SecureString>(Value(store, ("Name", "password"), ("Folder", "/prod")).Single.BaseObject);
        Assert.True(secure.IsReadOnly());
        Assert.Equal("päss 🔑", new NetworkCredential("", secure).Password);
        Assert.Equal("päss 🔑", Value(store, ("Name", "password"), ("AsPlainText", true)).Single.BaseObject);
        Assert.Equal("old", Value(store, ("Name", "password"), ("Revision", 1), ("AsPlainText", true)).Single.BaseObject);
        Assert.Equal("old"u8.ToArray(), Value(store, ("Name", "password"), ("Revision", 1), ("AsByteArray", true)).Single.BaseObject);
    }

    [Fact]
    public void Items_of_a_snapshot_bind_from_the_pipeline()
    {
        Playground.Add("/a", "one", "1", "2");
        Playground.Add("/b", "two", "3");
        PSObject store = BackUp();
        Invocation items = Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store });

        Invocation values = Session.Invoke("Get-ScwSnapshotValue", new() { ["Store"] = store, ["AsPlainText"] = true }, items.Output);

        Assert.Empty(values.Errors);
        Assert.Equal(["1", "2", "3"], values.Output.Select(value => $"{value}"));
    }

    [Fact]
    public void A_field_of_a_json_value_is_returned_alone()
    {
        Playground.Add("/", "keys", """{"user":"me","pass":"p\"w"}""");
        PSObject store = BackUp();

        Assert.Equal("p\"w", Value(store, ("Name", "keys"), ("Field", "pass"), ("AsPlainText", true)).Single.BaseObject);
        Assert.Equal("me", new NetworkCredential("", (SecureString)Value(store, ("Name", "keys"), ("Field", "user")).Single.BaseObject).Password);
    }

    [Theory]
    [InlineData("Name", "nothing", "SecretNotFound")]
    [InlineData("Revision", 7, "ValueNotFound")]
    [InlineData("Field", "other", "FieldNotFound")]
    public void What_is_not_there_is_an_error_that_names_the_secret_and_not_its_value(string parameter, object value, string id)
    {
        Playground.Add("/", "keys", """{"user":"the-value-itself"}""");
        PSObject store = BackUp();

        Invocation found = Value(store, ("Name", "keys"), (parameter, value));

        ErrorRecord error = Assert.Single(found.Errors);
        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(found.Output);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain("the-value-itself", $"{error}{error.Exception}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_no_text_is_only_returned_as_bytes()
    {
        Playground.Emulator.State.AddVersion(Playground.Add("/", "binary"), [0xFF, 0xFE, 0x00]);
        PSObject store = BackUp();

        Assert.StartsWith("ValueNotText,", Assert.Single(Value(store, ("Name", "binary")).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(new byte[] { 0xFF, 0xFE, 0x00 }, Value(store, ("Name", "binary"), ("AsByteArray", true)).Single.BaseObject);
    }

    private PSObject BackUp()
    {
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        return store;
    }

    private Invocation Value(PSObject store, params (string Name, object? Value)[] parameters)
    {
        var all = new Dictionary<string, object?> { ["Store"] = store };
        foreach ((string name, object? value) in parameters)
        {
            all[name] = value;
        }

        return Session.Invoke("Get-ScwSnapshotValue", all);
    }
}

using System.Collections;
using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Failures.Catalogue;

/// <summary>The catalogue of errors: each is provoked through a cmdlet, and each is in the help.</summary>
public sealed class ErrorCatalogueTests(EncryptedStoreFixture store) : PlaygroundTest, IClassFixture<EncryptedStoreFixture>
{
    private static readonly Dictionary<string, Func<ErrorScene, Invocation>> Provocations =
        new[] { CloudErrors.All, StoreErrors.All, SessionErrors.All, RestoreErrors.All }.SelectMany(part => part).ToDictionary();

    /// <summary>What no cmdlet can be made to say here, and what proves it instead.</summary>
    private static readonly Dictionary<string, string> Excused = new()
    {
        ["ListingUnstable"] = "The client waits between five contradicting listings; ScwSecretBackup.Scaleway.Tests ListingTests has them with its own clock.",
        ["RestoreInProgress"] = "A second process would have to be in the middle of a restore; ScwSecretBackup.Engine.Tests FileRestoreJournalTests.",
        ["OutcomeUnclear"] = "A lost answer and a destination that does not show its effect, for longer than it is looked for; ScwSecretBackup.Engine.Tests UnusualDestinationTests.",
        ["VerificationFailed"] = "The service would have to change a value; ScwSecretBackup.Engine.Tests UnusualDestinationTests.",
        ["UnsupportedSnapshot"] = "No released version writes another manifest; ScwSecretBackup.Engine.Tests SnapshotCatalogTests.",
        ["OperationTimeout"] = "The client turns its own limits into ServiceUnreachable; this is for timeouts of the system's storage.",
        ["UnexpectedError"] = "A defect of the module.",
    };

    public static TheoryData<string> Ids => [.. Provocations.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_error_has_the_id_the_category_and_the_advice_of_the_catalogue_and_names_what_it_is_about(string id)
    {
        using var scene = new ErrorScene(Playground, store.Path);

        Invocation invocation = Provocations[id](scene);

        ErrorRecord error = invocation.TerminatingError ?? Assert.Single(invocation.Errors);
        Assert.StartsWith($"{id},ScwSecretBackup.Commands.", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(Catalogue().Single(entry => entry.Id == id).Category, error.CategoryInfo.Category);
        Assert.IsType<string>(error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.Message);
        Assert.EndsWith(".", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_error_of_the_catalogue_is_provoked_or_excused()
    {
        Assert.Empty(Provocations.Keys.Intersect(Excused.Keys));
        Assert.Equal(Catalogue().Select(entry => entry.Id).Order(StringComparer.Ordinal), Provocations.Keys.Concat(Excused.Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_help_lists_every_error_with_its_category_and_its_exit_code_and_no_other()
    {
        string[] page = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "en-US", "about_ScwSecretBackup_Errors.md"));

        IEnumerable<string> listed = page.Where(line => line.StartsWith("- `", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(Catalogue().Select(entry => $"- `{entry.Id}` ({entry.Category}, {entry.ExitCode})").Order(StringComparer.Ordinal), listed);
    }

    private (string Id, ErrorCategory Category, int ExitCode)[] Catalogue()
    {
        var cmdlet = (CmdletInfo)Session.Invoke("Get-Command", new() { ["Name"] = "Get-ScwSecret" }).Single.BaseObject;
        Type catalogue = cmdlet.ImplementingType.Assembly.GetType("ScwSecretBackup.Catalogue.ErrorCatalogue", throwOnError: true)!;
        var entries = (IEnumerable)catalogue.GetProperty("All")!.GetValue(null)!;
        return [.. entries.Cast<object>().Select(entry => (Read<string>(entry, "Id"), Read<ErrorCategory>(entry, "Category"), Read<int>(entry, "ExitCode")))];

        static T Read<T>(object entry, string property) => (T)entry.GetType().GetProperty(property)!.GetValue(entry)!;
    }
}

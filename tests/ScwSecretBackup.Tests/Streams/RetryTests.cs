using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Streams;

/// <summary>What a command says while the service makes it wait.</summary>
public sealed class RetryTests : PlaygroundTest
{
    // The next wait would be beyond all patience, so the second answer ends the command.
    private const string ComeBackTomorrow = "Retry-After: 86400\r\n";

    [Fact]
    public void A_throttled_call_is_a_verbose_line_with_what_was_called_and_no_warning()
    {
        Invocation listed = List("429 Too Many Requests", retryAfter: 1);

        VerboseRecord retry = Assert.Single(listed.Of<VerboseRecord>("Verbose"), record => record.Message.StartsWith("Retry ", StringComparison.Ordinal));
        Assert.Matches(@"^Retry 1 of GET /secrets after \d+\.\d s: \S", retry.Message);
        Assert.DoesNotContain(Playground.AccessKey, retry.Message, StringComparison.Ordinal);
        Assert.Empty(listed.Of<WarningRecord>("Warning"));
    }

    [Fact]
    public void A_service_that_fails_for_longer_than_somebody_is_patient_is_one_warning()
    {
        Invocation listed = List("503 Service Unavailable", retryAfter: 3);

        WarningRecord warning = Assert.Single(listed.Of<WarningRecord>("Warning"));
        Assert.EndsWith("It is tried again for a while; -Verbose shows every try.", warning.Message, StringComparison.Ordinal);
        Assert.Single(listed.Of<VerboseRecord>("Verbose"), record => record.Message.StartsWith("Retry 1 of GET ", StringComparison.Ordinal));
    }

    private Invocation List(string status, int retryAfter)
    {
        using var service = new ScriptedEndpoint([(status, $"Retry-After: {retryAfter}\r\n"), (status, ComeBackTomorrow)]);

        Invocation listed = Session.Invoke("Get-ScwSecret", Playground.FromSource(("ApiUrl", service.Url), ("Verbose", true)));

        Assert.NotNull(listed.TerminatingError);
        return listed;
    }
}

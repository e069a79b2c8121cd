using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Help;

/// <summary>Every example of the help and the README that the hosted engine has the commands for works as it is written.</summary>
public sealed class ExampleRunTests(ExampleWorld world) : IClassFixture<ExampleWorld>
{
    public static TheoryData<string> Examples { get; } = [.. Runnable()];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_works(string key)
    {
        Invocation run = world.Run(HelpExample.All[key]);

        Assert.Null(run.TerminatingError);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void Every_cmdlet_has_examples_that_run()
    {
        var runnable = Examples.Select(row => row.Data.Split('#')[0]).ToLookup(page => page);

        Assert.All(HelpTests.Cmdlets, row => Assert.True(runnable[row.Data].Count() >= 2, row.Data));
    }

    private static List<string> Runnable()
    {
        using PowerShellHost session = PowerShellHost.WithModule();
        return [.. HelpExample.All.Values.Where(example => new ExampleScript(example, session).IsRunnable).Select(example => example.Key)];
    }
}

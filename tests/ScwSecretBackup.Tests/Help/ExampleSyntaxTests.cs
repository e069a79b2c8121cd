using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Help;

/// <summary>Every example of the help and the README is correct as far as that can be told without running it.</summary>
public sealed class ExampleSyntaxTests(HelpSession shared) : IClassFixture<HelpSession>
{
    private readonly PowerShellHost _session = shared.Session;

    public static TheoryData<string> Examples { get; } = [.. HelpExample.All.Keys];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_names_commands_and_parameters_that_there_are(string key) =>
        Assert.Empty(new ExampleScript(HelpExample.All[key], _session).FindProblems());

    [Theory]
    [InlineData("Get-ScwSnapshot -Store vault -Newest")]
    [InlineData("Get-ScwSnapshots -Store vault")]
    [InlineData("Get-ScwSnapshot -Store vault | Where-Object {")]
    [InlineData("Get-ScwSnapshot -Stor vault")]
    [InlineData("$x = @{ Store = 'vault'; Newest = $true }; Get-ScwSnapshot @x")]
    [InlineData("Close-ScwStore -Store $a $b")]
    public void What_is_not_correct_is_found(string code) =>
        Assert.NotEmpty(new ExampleScript(new HelpExample("", "", code), _session).FindProblems());
}

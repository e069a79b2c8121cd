using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Help;

/// <summary>Topics of Get-Help.</summary>
public sealed class AboutTopicTests(HelpSession shared) : IClassFixture<HelpSession>
{
    private readonly PowerShellHost _session = shared.Session;

    [Theory]
    [InlineData("about_ScwSecretBackup")]
    [InlineData("about_ScwSecretBackup_Passphrase")]
    [InlineData("about_ScwSecretBackup_Runbooks")]
    [InlineData("about_ScwSecretBackup_Security")]
    [InlineData("about_ScwSecretBackup_StoreLayout")]
    public void Topic_is_found_and_fits_80_columns(string name)
    {
        string text = _session.Invoke("Get-Help", new() { ["Name"] = name }).Output[0].ToString()!;

        Assert.Contains($"    {name}", text, StringComparison.Ordinal);
        Assert.Contains("SHORT DESCRIPTION", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }
}

using ScwSecretBackup.Engine.Apps;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Apps;

public sealed class AppConfigurationLocationTests
{
    [Theory]
    [InlineData("/etc/apps.json", "/x", "/home/a", "/etc/apps.json")]
    [InlineData("", "/x", "/home/a", "/x/scwsecretbackup/config.json")]
    [InlineData(null, "relative", "/home/a", "/home/a/.config/scwsecretbackup/config.json")]
    [InlineData(null, null, "/home/a", "/home/a/.config/scwsecretbackup/config.json")]
    public void On_Unix_the_variable_wins_then_XDG_then_the_home_folder(string? variable, string? xdg, string? home, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Paths differ.");

        Assert.Equal(expected, AppConfigurationLocation.Find(Environment(variable, xdg, home)));
    }

    [Theory]
    [InlineData("relative/apps.json", "/home/a")]
    [InlineData(null, null)]
    public void A_relative_path_and_a_missing_home_are_refused(string? variable, string? home)
    {
        EngineException error = Assert.Throws<EngineException>(() => AppConfigurationLocation.Find(Environment(variable, null, home)));

        Assert.Equal(EngineErrorKind.ConfigurationInvalid, error.Kind);
        Assert.Contains("SCWSECRETBACKUP_CONFIG", error.RecommendedAction, StringComparison.Ordinal);
    }

    private static Func<string, string?> Environment(string? variable, string? xdg, string? home) => name => name switch
    {
        AppConfigurationLocation.Variable => variable,
        "XDG_CONFIG_HOME" => xdg,
        "HOME" => home,
        _ => null,
    };
}

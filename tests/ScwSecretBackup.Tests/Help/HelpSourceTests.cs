using HelpBuilder;
using HelpBuilder.Module;

namespace ScwSecretBackup.Tests.Help;

/// <summary>The pages in docs/en-US against the cmdlets.</summary>
public sealed class HelpSourceTests
{
    [Fact]
    public void Pages_are_as_the_cmdlets_are()
    {
        using var module = HelpBuilder.Module.BuiltModule.Import(Hosting.BuiltModule.Manifest);
        var sources = new HelpSources(module, XmlDocumentation.Read(Hosting.BuiltModule.CmdletDocumentation), Hosting.BuiltModule.HelpPages);

        IEnumerable<string> outdated = sources.Outdated().Select(page => Path.GetFileName(page.Page));

        Assert.True(!outdated.Any(), $"Run 'dotnet build src/ScwSecretBackup -t:UpdateHelp', then write what it left open in: {string.Join(", ", outdated)}");
    }

    [Fact]
    public void Every_cmdlet_has_a_page()
    {
        using var module = HelpBuilder.Module.BuiltModule.Import(Hosting.BuiltModule.Manifest);

        Assert.All(module.Cmdlets, cmdlet => Assert.True(File.Exists(Path.Combine(Hosting.BuiltModule.HelpPages, $"{cmdlet.Name}.md")), cmdlet.Name));
    }
}

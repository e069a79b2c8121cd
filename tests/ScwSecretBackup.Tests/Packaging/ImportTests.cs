using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

public sealed class ImportTests
{
    [Fact]
    public void Module_is_imported_by_its_manifest_with_its_cmdlets()
    {
        using var session = PowerShellHost.WithModule();

        IEnumerable<object> names = session.Invoke("Get-Command", new() { ["Module"] = BuiltModule.Name, ["CommandType"] = CommandTypes.Cmdlet })
            .Output.Select(command => command.Properties["Name"].Value);

        Assert.Equal(SurfaceTests.Cmdlets.Select(row => row.Data).Order(), names.Order());
    }

    [Fact]
    public void Importing_again_with_and_without_force_works()
    {
        using var session = PowerShellHost.WithModule();

        Invocation again = session.Script($"""
            Import-Module '{BuiltModule.Manifest}' -Force
            Remove-Module ScwSecretBackup
            Import-Module '{BuiltModule.Manifest}'
            (Get-Command Get-ScwRestorePoint).ResolvedCommand.Name
            """);

        Assert.Equal("Get-ScwSnapshot", again.Single.BaseObject);
    }

    [Fact]
    public void A_second_runspace_and_parallel_runspaces_import_it_too()
    {
        using var session = PowerShellHost.WithModule();
        using var second = PowerShellHost.WithModule();

        Invocation parallel = second.Script($"1..3 | ForEach-Object -Parallel {{ Import-Module '{BuiltModule.Manifest}'; (Get-Command Backup-ScwSecret).Name }}");

        Assert.Equal(["Backup-ScwSecret", "Backup-ScwSecret", "Backup-ScwSecret"], parallel.Output.Select(name => name.BaseObject));
    }

    [Fact]
    public void Only_the_cmdlets_and_the_loader_are_in_the_default_load_context()
    {
        using var session = PowerShellHost.WithModule();
        session.Invoke("Get-ScwSnapshot", new() { ["Store"] = "/no/such/store" });
        session.Invoke("Get-ScwSecret", new() { ["Region"] = "fr-par" });
        string[] shipped = [.. Directory.EnumerateFiles(BuiltModule.Folder, "*.dll", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file))];

        IEnumerable<string> inDefault = AssemblyLoadContext.Default.Assemblies.Where(IsOfTheModule).Select(assembly => assembly.GetName().Name!);
        IEnumerable<string> inPrivate = AssemblyLoadContext.All.Where(context => context.Name == BuiltModule.Name).SelectMany(context => context.Assemblies).Select(assembly => assembly.GetName().Name!);

        Assert.Equal(["ScwSecretBackup", "ScwSecretBackup.Loader"], inDefault.Order());
        Assert.Contains("ScwSecretBackup.Engine", inPrivate);
        Assert.Contains("ScwSecretBackup.Scaleway", inPrivate);
        Assert.Single(AssemblyLoadContext.All, context => context.Name == BuiltModule.Name);

        bool IsOfTheModule(Assembly assembly) => shipped.Contains(assembly.GetName().Name) && assembly.Location.StartsWith(BuiltModule.Folder, StringComparison.Ordinal);
    }
}

using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace ScwSecretBackup.Loader;

/// <summary>
/// Leads references to the engine into its own load context. As a nested module it runs before PowerShell looks at the cmdlets' types,
/// which mention types of the engine.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private static readonly Lazy<LoadContext> Context = new(() => new LoadContext(FindEngine()));

    // Assemblies never unload, so the hook stays for the life of the process; imports that follow must not add another.
    private static int _hooked;

    /// <inheritdoc />
    public void OnImport()
    {
        if (Interlocked.Exchange(ref _hooked, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += Resolve;
        }
    }

    private static Assembly? Resolve(AssemblyLoadContext defaultContext, AssemblyName name) =>
        name.Name is "ScwSecretBackup.Engine" or "ScwSecretBackup.Scaleway" or "ScwSecretBackup.Kloset"
            ? Context.Value.LoadFromAssemblyName(name)
            : null;

    private static string FindEngine() =>
        Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "deps", "ScwSecretBackup.Engine.dll");
}

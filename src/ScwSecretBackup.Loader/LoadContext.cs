using System.Reflection;
using System.Runtime.Loader;

namespace ScwSecretBackup.Loader;

/// <summary>
/// Holds the engine and its packages apart from other modules, which may bring other versions of the same packages.
/// Private first: what lies in <c>deps/</c> wins even where the default context already has an assembly of that name.
/// </summary>
internal sealed class LoadContext : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver;

    public LoadContext(string engineAssembly)
        : base("ScwSecretBackup") => _resolver = new AssemblyDependencyResolver(engineAssembly);

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName) =>
        _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc />
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}

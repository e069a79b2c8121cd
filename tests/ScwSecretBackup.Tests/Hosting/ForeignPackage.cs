using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>
/// Another module's copy of a package we use: the same name, version and key, other content. It is in the default load context before ours
/// is imported, so every test that makes a call proves that the module does not share it.
/// </summary>
internal static class ForeignPackage
{
    public const string Name = "Polly.Core";

    public static Assembly LoadIntoDefaultContext()
    {
        AssemblyName ours = AssemblyName.GetAssemblyName(Path.Combine(BuiltModule.Folder, "deps", $"{Name}.dll"));
        var name = new AssemblyName(Name) { Version = ours.Version };
        name.SetPublicKey(ours.GetPublicKey());
        var foreign = new PersistedAssemblyBuilder(name, typeof(object).Assembly);
        foreign.DefineDynamicModule(Name).DefineType("SomethingElse", TypeAttributes.Public).CreateType();
        using var image = new MemoryStream();
        foreign.Save(image);
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}

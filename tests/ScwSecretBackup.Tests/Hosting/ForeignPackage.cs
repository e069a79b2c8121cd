using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>
/// Other modules' copies of packages we use. They are in the default load context before ours is imported, so every test that makes a call,
/// to Scaleway or to S3, proves that the module does not share them.
/// </summary>
internal static class ForeignPackage
{
    public const string Polly = "Polly.Core";
    public const string Aws = "AWSSDK.Core";

    /// <summary>A copy with the name, version and key of ours, and other content.</summary>
    public static void LoadImpostor(string package)
    {
        AssemblyName ours = AssemblyName.GetAssemblyName(Path.Combine(BuiltModule.Folder, "deps", $"{package}.dll"));
        var name = new AssemblyName(package) { Version = ours.Version };
        name.SetPublicKey(ours.GetPublicKey());
        var foreign = new PersistedAssemblyBuilder(name, typeof(object).Assembly);
        foreign.DefineDynamicModule(package).DefineType("SomethingElse", TypeAttributes.Public).CreateType();
        using var image = new MemoryStream();
        foreign.Save(image);
        image.Position = 0;
        AssemblyLoadContext.Default.LoadFromStream(image);
    }

    /// <summary>An older version as it was published.</summary>
    public static void LoadOlder(string package) => AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "foreign", $"{package}.dll"));
}

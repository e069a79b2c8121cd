using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>
/// Another module's copies of packages we use: the same name, version and key, other content. They are in the default load context before ours
/// is imported, so every test that makes a call, to Scaleway or to S3, proves that the module does not share them.
/// </summary>
internal static class ForeignPackage
{
    public const string Polly = "Polly.Core";
    public const string Aws = "AWSSDK.Core";

    public static Assembly LoadIntoDefaultContext(string package)
    {
        AssemblyName ours = AssemblyName.GetAssemblyName(Path.Combine(BuiltModule.Folder, "deps", $"{package}.dll"));
        var name = new AssemblyName(package) { Version = ours.Version };
        name.SetPublicKey(ours.GetPublicKey());
        var foreign = new PersistedAssemblyBuilder(name, typeof(object).Assembly);
        foreign.DefineDynamicModule(package).DefineType("SomethingElse", TypeAttributes.Public).CreateType();
        using var image = new MemoryStream();
        foreign.Save(image);
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}

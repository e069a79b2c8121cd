using System.Reflection;
using System.Runtime.Loader;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

public sealed class ConflictTests : PlaygroundTest
{
    [Fact]
    public void A_foreign_copy_of_a_package_that_was_loaded_first_does_no_harm()
    {
        Playground.Add("/", "token", "one");

        // Every call goes through the package.
        Invocation listed = Session.Invoke("Get-ScwSecret", Playground.FromSource());

        Assert.Equal("/token", listed.Single.ToString());
        Assembly foreign = Find(AssemblyLoadContext.Default);
        Assembly ours = Find(AssemblyLoadContext.All.Single(context => context.Name == BuiltModule.Name));
        Assert.Equal(foreign.FullName, ours.FullName);
        Assert.Null(foreign.GetType("Polly.ResiliencePipeline"));
        Assert.StartsWith(Path.Combine(BuiltModule.Folder, "deps"), ours.Location, StringComparison.Ordinal);
    }

    private static Assembly Find(AssemblyLoadContext context) => context.Assemblies.Single(assembly => assembly.GetName().Name == ForeignPackage.Polly);
}

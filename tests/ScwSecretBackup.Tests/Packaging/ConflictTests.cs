using System.Management.Automation;
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
        Assembly foreign = Find(AssemblyLoadContext.Default, ForeignPackage.Polly);
        Assembly ours = Find(OurContext, ForeignPackage.Polly);
        Assert.Equal(foreign.FullName, ours.FullName);
        Assert.Null(foreign.GetType("Polly.ResiliencePipeline"));
        Assert.StartsWith(Path.Combine(BuiltModule.Folder, "deps"), ours.Location, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_of_a_package_and_ours_work_side_by_side()
    {
        // Nothing listens there: what matters is that the attempt goes through our version of the package.
        Invocation opened = Session.Invoke("Open-ScwStore", new()
        {
            ["Path"] = "s3://127.0.0.1:1/bucket/store",
            ["S3Credential"] = new PSCredential(Playground.AccessKey, Playground.Secure("nothing")),
            ["NoCache"] = true,
        });

        Assert.NotNull(opened.TerminatingError);
        Assembly foreign = Find(AssemblyLoadContext.Default, ForeignPackage.Aws);
        Assembly ours = Find(OurContext, ForeignPackage.Aws);
        Assert.NotEqual(VersionOf(foreign), VersionOf(ours));
        Assert.Equal("eu-west-3", RegionOf(foreign));
        Assert.Equal("eu-west-3", RegionOf(ours));
    }

    private static AssemblyLoadContext OurContext => AssemblyLoadContext.All.Single(context => context.Name == BuiltModule.Name);

    private static string VersionOf(Assembly assembly) => assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version;

    private static object? RegionOf(Assembly sdk)
    {
        Type regions = sdk.GetType("Amazon.RegionEndpoint", throwOnError: true)!;
        object region = regions.GetMethod("GetBySystemName", [typeof(string)])!.Invoke(null, ["eu-west-3"])!;
        return regions.GetProperty("SystemName")!.GetValue(region);
    }

    private static Assembly Find(AssemblyLoadContext context, string name) => context.Assemblies.Single(assembly => assembly.GetName().Name == name);
}

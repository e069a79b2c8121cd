using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.Loader;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Storage;

/// <summary>What is found before any request to S3, and what S3 costs those who don't use it: nothing.</summary>
public sealed class S3ParameterTests : PlaygroundTest
{
    private const string Address = "s3://s3.fr-par.scw.cloud/my-bucket/store";
    private const string ProbeVariable = "SCWSECRETBACKUP_TEST_PROBE";

    private static readonly PSCredential Key = new("key", Playground.Secure("secret"));

    [Fact]
    public void An_archive_class_is_refused() =>
        Check(new() { ["Path"] = Address, ["S3Credential"] = Key, ["S3StorageClass"] = "GLACIER" }, "StorageClassNotSupported", ErrorCategory.InvalidArgument);

    [Fact]
    public void An_address_with_a_key_in_it_is_refused_without_repeating_it()
    {
        ErrorRecord error = Check(new() { ["Path"] = "s3://key:hunter2@s3.fr-par.scw.cloud/my-bucket" }, "PathNotSupported", ErrorCategory.InvalidArgument);

        Assert.DoesNotContain("hunter2", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", $"{error.TargetObject}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_certificates_is_refused()
    {
        string file = Path.Combine(Playground.Folder.Path, "ca.pem");
        File.WriteAllText(file, "nothing");

        Check(new() { ["Path"] = Address, ["S3Credential"] = Key, ["S3CertificateAuthority"] = file }, "CertificateUnreadable", ErrorCategory.OpenError);
        Check(new() { ["Path"] = Address, ["S3Credential"] = Key, ["S3CertificateAuthority"] = file + ".missing" }, "CertificateUnreadable", ErrorCategory.OpenError);
    }

    [Fact]
    public void An_endpoint_that_is_no_address_is_refused()
    {
        using (new EnvironmentChange(("AWS_ENDPOINT_URL_S3", "minio")))
        {
            Check(new() { ["Path"] = "s3://my-bucket/store", ["S3Credential"] = Key }, "InvalidConfiguration", ErrorCategory.InvalidArgument);
        }
    }

    [Fact]
    public void A_host_that_does_not_exist_is_told() =>
        Check(new() { ["Path"] = "s3://no-such-host.invalid/my-bucket", ["S3Credential"] = Key }, "StorageUnreachable", ErrorCategory.ConnectionError);

    [Fact]
    public async Task A_folder_store_loads_no_S3_client()
    {
        if (Environment.GetEnvironmentVariable(ProbeVariable) is null)
        {
            // Other tests of this process use S3, so this one needs a process of its own.
            Assert.Equal(0, await RunAloneAsync(nameof(A_folder_store_loads_no_S3_client)));
            return;
        }

        Playground.Add("/", "token", "one");
        Playground.Backup(Playground.NewPlaintextStore());

        string[] loaded = [.. AssemblyLoadContext.All.Single(context => context.Name == BuiltModule.Name).Assemblies.Select(assembly => assembly.GetName().Name!)];
        Assert.Contains("ScwSecretBackup.Kloset", loaded);
        Assert.DoesNotContain(loaded, name => name.StartsWith("AWSSDK", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(BuiltModule.Folder, "deps", "AWSSDK.S3.dll")));
    }

    private static async Task<int> RunAloneAsync(string method)
    {
        ProcessStartInfo start = new("dotnet", [typeof(S3ParameterTests).Assembly.Location, "-method", $"{typeof(S3ParameterTests).FullName}.{method}"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[ProbeVariable] = "1";
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Total: 1,", output, StringComparison.Ordinal);
        return process.ExitCode;
    }

    private ErrorRecord Check(Dictionary<string, object?> parameters, string id, ErrorCategory category)
    {
        ErrorRecord error = Session.Invoke("Open-ScwStore", parameters).TerminatingError!;

        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        return error;
    }
}

using System.Runtime.CompilerServices;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>What holds for the whole process: no telemetry, no settings from outside, no config files, and foreign copies of packages. The cache is a new one.</summary>
internal static class TestProcess
{
    [ModuleInitializer]
    public static void Isolate()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("PLAKAR_PASSPHRASE", null);
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("SCW_", StringComparison.Ordinal) || name.StartsWith("SCALEWAY_", StringComparison.Ordinal) || name.StartsWith("AWS_", StringComparison.Ordinal)))
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Environment.SetEnvironmentVariable("SCW_CONFIG_PATH", Path.Combine(AppContext.BaseDirectory, "no-such-config.yaml"));
        Environment.SetEnvironmentVariable("SCWSECRETBACKUP_CONFIG", Path.Combine(AppContext.BaseDirectory, "no-such-config.json"));
        Environment.SetEnvironmentVariable("SCWSECRETBACKUP_CACHE", Directory.CreateTempSubdirectory("scw-module-tests-cache-").FullName);
        Environment.SetEnvironmentVariable("SCWSECRETBACKUP_STATE", Directory.CreateTempSubdirectory("scw-module-tests-state-").FullName);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(AppContext.BaseDirectory, "no-such-credentials"));
        ForeignPackage.LoadImpostor(ForeignPackage.Polly);
        ForeignPackage.LoadOlder(ForeignPackage.Aws);
    }
}

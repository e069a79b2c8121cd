using System.Reflection;
using Quickstart;
using ScalewayEmulator;

const string Passphrase = "correct horse battery staple";
const string SourceProject = "6a1c7a52-11f4-4c5e-9d0e-3f6f2f7d5a01";
const string TargetProject = "6a1c7a52-11f4-4c5e-9d0e-3f6f2f7d5a02";

if (args is not ([] or ["--tour"] or ["--keep", { Length: > 0 }]))
{
    Console.Error.WriteLine("usage: dotnet run --project samples/Quickstart [-- --keep DIR | -- --tour]");
    return 64;
}

// The tour is what the README shows.
string script = args is ["--tour"] ? "tour.ps1" : "quickstart.ps1";
string? kept = args is ["--keep", _] ? Path.GetFullPath(args[1]) : null;
string folder = kept ?? Directory.CreateTempSubdirectory("scw-quickstart-").FullName;
try
{
    await using var emulator = await EmulatorServer.StartAsync();
    DemoSeed.Fill(emulator.State, SourceProject, "fr-par");
    string key = emulator.State.AddKey(["SecretManagerFullAccess"]);

    // What an admin has in the environment; the emulator stands in for api.scaleway.com.
    Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
    Environment.SetEnvironmentVariable("SCW_API_URL", emulator.BaseUrl.ToString());
    Environment.SetEnvironmentVariable("SCW_ACCESS_KEY", "SCWQUICKSTART0000001");
    Environment.SetEnvironmentVariable("SCW_SECRET_KEY", key);
    Environment.SetEnvironmentVariable("SCW_DEFAULT_PROJECT_ID", SourceProject);
    Environment.SetEnvironmentVariable("SCW_DEFAULT_REGION", "fr-par");
    Environment.SetEnvironmentVariable("PLAKAR_PASSPHRASE", Passphrase);

    string module = Path.Combine(Metadata("ModuleArtifacts"), "ScwSecretBackup.psd1");
    using var session = new Session();
    session.Enter(folder);
    bool succeeded = session.Import(module) && session.Play(
        Path.Combine(AppContext.BaseDirectory, script),
        new Dictionary<string, object>
        {
            ["StorePath"] = Path.Combine(folder, "store"),
            ["TargetProjectId"] = TargetProject,
            ["TargetRegion"] = "nl-ams",
        });
    if (kept is not null)
    {
        Console.WriteLine($"The store is in {Path.Combine(folder, "store")}; its passphrase is '{Passphrase}'.");
    }

    return succeeded ? 0 : 1;
}
finally
{
    if (kept is null)
    {
        Directory.Delete(folder, recursive: true);
    }
}

static string Metadata(string name) => Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;

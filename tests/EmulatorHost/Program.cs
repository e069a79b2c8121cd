using System.Text.Json;
using ScalewayEmulator;

// Prints where the emulator is, as one line of JSON, and serves until its input ends: it goes when whoever started it goes.
const string SourceProject = "6a1c7a52-11f4-4c5e-9d0e-3f6f2f7d5a01";
const string TargetProject = "6a1c7a52-11f4-4c5e-9d0e-3f6f2f7d5a02";
const string Region = "fr-par";

await using var emulator = await EmulatorServer.StartAsync();
DemoSeed.Fill(emulator.State, SourceProject, Region);
string secretKey = emulator.State.AddKey(["SecretManagerFullAccess"]);
string readOnlyKey = emulator.State.AddKey(["SecretManagerReadOnly"]);
Console.WriteLine(JsonSerializer.Serialize(new
{
    ApiUrl = emulator.BaseUrl,
    AccessKey = "SCWEMULATORHOST00001",
    SecretKey = secretKey,
    ReadOnlyKey = readOnlyKey,
    ProjectId = SourceProject,
    TargetProjectId = TargetProject,
    Region,
}));
await Console.In.ReadToEndAsync();

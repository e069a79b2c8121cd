using System.Collections;
using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Failures.Catalogue;

/// <summary>Ways to the errors of snapshots, their values, restores and retention.</summary>
internal static class RestoreErrors
{
    public static Dictionary<string, Func<ErrorScene, Invocation>> All { get; } = new()
    {
        ["SnapshotNotFound"] = scene => scene.Run("Get-ScwSnapshotItem", ("Store", scene.StoreWithSnapshot()), ("Snapshot", new string('0', 64))),
        ["ForeignSnapshot"] = scene =>
        {
            string store = GoldenStore.Unpack("c-secrets-plaintext", scene.Playground.Folder);
            return scene.Run("Get-ScwSnapshotItem", ("Store", store), ("Snapshot", scene.Run("Get-ScwSnapshot", ("Store", store)).Single.Properties["Id"].Value));
        },
        ["SnapshotDamaged"] = scene =>
        {
            string folder = ErrorScene.FolderOf(scene.StoreWithSnapshot());
            foreach (string packfile in Directory.EnumerateFiles(Path.Combine(folder, "packfiles"), "*", SearchOption.AllDirectories))
            {
                byte[] damaged = [.. File.ReadAllBytes(packfile).Select(value => (byte)~value)];
                File.SetAttributes(packfile, FileAttributes.Normal);
                File.WriteAllBytes(packfile, damaged);
            }

            return scene.Run("Get-ScwSnapshotItem", ("Store", folder));
        },
        ["ValueNotFound"] = scene => scene.Run("Get-ScwSnapshotValue", ("Store", scene.StoreWithSnapshot()), ("Name", "token"), ("Revision", 7)),
        ["ValueNotText"] = scene =>
        {
            scene.Playground.Emulator.State.AddVersion(scene.Playground.Add("/", "binary"), [0xFF, 0xFE, 0x00, 0x80]);
            return scene.Run("Get-ScwSnapshotValue", ("Store", scene.StoreWithSnapshot()), ("Name", "binary"));
        },
        ["FieldNotFound"] = scene => scene.Run("Get-ScwSnapshotValue", ("Store", scene.StoreWithSnapshot("""{"user":"me"}""")), ("Name", "token"), ("Field", "other")),
        ["RestoreConflict"] = scene =>
        {
            PSObject store = scene.StoreWithSnapshot();
            AddOther(scene);
            return scene.Restore(store);
        },
        ["RestoreRefused"] = scene => scene.Restore(scene.StoreWithSnapshot("one", "two"), ("VersionQuota", 1)),
        ["QuotaExceeded"] = scene =>
        {
            PSObject store = scene.StoreWithSnapshot();
            scene.Playground.Emulator.State.SecretQuota = 1;
            return scene.Restore(store);
        },
        ["RestorePlanStale"] = scene =>
        {
            PSObject store = scene.StoreWithSnapshot();
            PSObject plan = scene.Session.Invoke("New-ScwRestorePlan", scene.Playground.Cloud(
                Playground.TargetProject, Playground.TargetRegion, scene.Playground.Emulator.State.AddKey(["SecretManagerFullAccess"]), ("Store", store))).Single;
            AddOther(scene);
            return scene.Restore(store, ("Plan", plan));
        },
        ["RestorePlanInvalid"] = scene =>
        {
            string file = scene.Playground.Folder.Fresh();
            File.WriteAllText(file, """{"Actions":[]}""");
            return scene.Restore(scene.StoreWithSnapshot(), ("Plan", file));
        },
        ["InvalidMap"] = scene => scene.Restore(scene.StoreWithSnapshot(), ("NameMap", new Hashtable { ["token"] = 5 })),
        ["NoRetentionRule"] = scene => scene.Run("Invoke-ScwRetention", ("Store", scene.Playground.NewPlaintextStore()), ("Confirm", false)),
        ["InvalidGracePeriod"] = scene => scene.Run("Optimize-ScwStore", ("Store", scene.Playground.NewPlaintextStore()), ("GracePeriod", TimeSpan.FromDays(-1)), ("Confirm", false)),
    };

    /// <summary>Another secret of that folder and name at the destination.</summary>
    private static void AddOther(ErrorScene scene)
    {
        ScalewayEmulator.EmulatedSecret other = scene.Playground.Emulator.State.AddSecret(Playground.TargetProject, Playground.TargetRegion, "/", "token");
        scene.Playground.Emulator.State.AddVersion(other, "another value"u8.ToArray());
    }
}

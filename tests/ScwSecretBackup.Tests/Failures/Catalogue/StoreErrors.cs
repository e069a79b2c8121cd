using System.Buffers.Binary;
using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Failures.Catalogue;

/// <summary>Ways to the errors of stores, and of the folders and services they are on.</summary>
internal static class StoreErrors
{
    private const int VersionOffset = 12;

    public static Dictionary<string, Func<ErrorScene, Invocation>> All { get; } = new()
    {
        ["StoreNotFound"] = scene => scene.Run("Open-ScwStore", ("Path", scene.Playground.Folder.Fresh())),
        ["NotAStore"] = scene => scene.Run("Open-ScwStore", ("Path", scene.Playground.Folder.Path)),
        ["StoreExists"] = scene => scene.Run("New-ScwStore", ("Path", ErrorScene.FolderOf(scene.Playground.NewPlaintextStore())), ("Plaintext", true)),
        ["StoreClosed"] = scene =>
        {
            PSObject store = scene.Playground.NewPlaintextStore();
            scene.Run("Close-ScwStore", ("Store", store));
            return scene.Run("Get-ScwSnapshot", ("Store", store));
        },
        ["StoreDamaged"] = scene =>
        {
            string folder = ErrorScene.FolderOf(scene.Playground.NewPlaintextStore());
            Change(Path.Combine(folder, "CONFIG"), content => content[^1] ^= 1);
            return scene.Run("Open-ScwStore", ("Path", folder));
        },
        ["UnsupportedStoreVersion"] = scene =>
        {
            string folder = ErrorScene.FolderOf(scene.Playground.NewPlaintextStore());
            Change(Path.Combine(folder, "CONFIG"), content => BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(VersionOffset), uint.MaxValue));
            return scene.Run("Open-ScwStore", ("Path", folder));
        },
        ["StoreLocked"] = scene =>
        {
            // A lock that can't be read may be anybody's, so it excludes everything.
            PSObject store = scene.StoreWithSnapshot();
            string locks = Directory.CreateDirectory(Path.Combine(ErrorScene.FolderOf(store), "locks")).FullName;
            File.WriteAllText(Path.Combine(locks, new string('a', 64)), "not a lock");
            return scene.Run("Optimize-ScwStore", ("Store", store), ("Confirm", false));
        },
        ["StoreNotEncrypted"] = scene =>
            scene.Backup(PSObject.AsPSObject(ErrorScene.FolderOf(scene.Playground.NewPlaintextStore())), ("Passphrase", Playground.Secure("any"))),
        ["StoreExchanged"] = scene =>
        {
            string folder = ErrorScene.FolderOf(scene.Playground.NewPlaintextStore());
            scene.Run("Register-ScwStore", ("Name", "vault"), ("Path", folder));
            Directory.Delete(folder, recursive: true);
            Directory.Move(ErrorScene.FolderOf(scene.Playground.NewPlaintextStore()), folder);
            return scene.Run("Open-ScwStore", ("Path", "vault"));
        },
        ["SameStore"] = scene =>
        {
            PSObject store = scene.Playground.NewPlaintextStore();
            return scene.Run("Sync-ScwStore", ("Store", store), ("TargetStore", store));
        },
        ["PathNotSupported"] = scene => scene.Run("Open-ScwStore", ("Path", "env:PATH")),
        ["AccessDenied"] = scene => scene.OpenOnS3("403 Forbidden", "AccessDenied"),
        ["StorageFailed"] = scene => scene.OpenOnS3("418 Teapot", "Teapot"),
        ["StorageFull"] = scene => scene.OpenOnS3("403 Forbidden", "QuotaExceeded"),
        ["StorageCredentialsRejected"] = scene => scene.OpenOnS3("403 Forbidden", "InvalidAccessKeyId"),
        ["ClockSkew"] = scene => scene.OpenOnS3("403 Forbidden", "RequestTimeTooSkewed"),
        ["StorageRegionMismatch"] = scene => scene.OpenOnS3("400 Bad Request", "AuthorizationHeaderMalformed"),
        ["StorageArchived"] = scene => scene.OpenOnS3("403 Forbidden", "InvalidObjectState"),
        ["StorageBusy"] = scene => scene.OpenOnS3("503 Slow Down", "SlowDown"),
        ["StorageUnreachable"] = scene => scene.OpenOnS3(ScriptedEndpoint.ClosedPort()),
        ["StorageUntrusted"] = scene => scene.Run("Open-ScwStore",
            ("Path", $"s3+https://127.0.0.1:{scene.Own(new ScriptedEndpoint("200 OK")).Port}/bucket/store"), ("S3Credential", new PSCredential("key", Playground.Secure("secret")))),
        ["StorageClassNotSupported"] = scene => scene.OpenOnS3(ScriptedEndpoint.ClosedPort(), ("S3StorageClass", "GLACIER")),
        ["CertificateUnreadable"] = scene => scene.OpenOnS3(ScriptedEndpoint.ClosedPort(), ("S3CertificateAuthority", scene.Playground.Folder.Fresh())),
    };

    private static void Change(string file, Action<byte[]> change)
    {
        byte[] content = File.ReadAllBytes(file);
        change(content);
        File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllBytes(file, content);
    }
}

using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Failures.Catalogue;

/// <summary>Ways to the errors of passphrases, vaults and what is registered.</summary>
internal static class SessionErrors
{
    public static Dictionary<string, Func<ErrorScene, Invocation>> All { get; } = new()
    {
        ["WrongPassphrase"] = scene => Open(scene, ("Passphrase", Playground.Secure("wrong"))),
        ["PassphraseRequired"] = scene => scene.Own(PowerShellHost.WithModule()).Invoke("Open-ScwStore", new() { ["Path"] = scene.EncryptedStore }),
        ["PassphraseAmbiguous"] = scene => Open(scene, ("Passphrase", Playground.Secure("one")), ("KeyFile", "two")),
        ["PassphraseMismatch"] = scene =>
        {
            scene.Playground.Host.Recording.Answers.Enqueue("one");
            scene.Playground.Host.Recording.Answers.Enqueue("two");
            return scene.Run("New-ScwStore", ("Path", scene.Playground.Folder.Fresh()));
        },
        ["PassphraseEmpty"] = scene => Open(scene, ("Passphrase", Playground.Secure(""))),
        ["KeyFileUnreadable"] = scene => Open(scene, ("KeyFile", scene.Playground.Folder.Fresh())),
        ["PassphraseCommandFailed"] = scene => Open(scene, ("PassphraseCommand", "exit 3")),
        ["SecretManagementMissing"] = OpenByVault,
        ["VaultSecretUnreadable"] = scene =>
        {
            scene.Session.Script("function global:Get-Secret { throw 'The vault is locked.' }");
            return OpenByVault(scene);
        },
        ["VaultSecretMismatch"] = scene =>
        {
            scene.Session.Script("function global:Get-Secret { 'a text' }");
            return OpenByVault(scene);
        },
        ["SourceNotRegistered"] = scene => scene.Run("Backup-ScwSecret", ("Store", scene.EncryptedStore), ("Source", "nobody")),
        ["DestinationNotRegistered"] = scene => scene.Run("Restore-ScwSecret", ("Store", scene.EncryptedStore), ("Destination", "nobody")),
        ["StoreNotRegistered"] = scene => scene.Run("Get-ScwStore", ("Name", "nobody")),
        ["AlreadyRegistered"] = scene =>
        {
            Register(scene);
            return Register(scene);
        },
        ["InvalidRegistration"] = scene => scene.Run("Register-ScwStore", ("Name", "a/b"), ("Path", scene.EncryptedStore)),
        ["ConfigurationInvalid"] = scene =>
        {
            File.WriteAllText(scene.Apps.Path, "{");
            return scene.Run("Get-ScwSource");
        },
        ["ConfigurationNotWritten"] = scene =>
        {
            Directory.CreateDirectory(scene.Apps.Path + ".lock");
            return Register(scene);
        },
    };

    private static Invocation Open(ErrorScene scene, params (string Name, object? Value)[] parameters) => scene.Run("Open-ScwStore", [("Path", scene.EncryptedStore), .. parameters]);

    private static Invocation Register(ErrorScene scene) => scene.Run("Register-ScwStore", ("Name", "vault"), ("Path", scene.EncryptedStore));

    private static Invocation OpenByVault(ErrorScene scene)
    {
        scene.Run("Register-ScwStore", ("Name", "vault"), ("Path", scene.EncryptedStore), ("PassphraseSecret", "scw-store"));
        return scene.Run("Open-ScwStore", ("Path", "vault"));
    }
}

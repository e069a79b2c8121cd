using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;
using ScwSecretBackup.Tests.S3;

namespace ScwSecretBackup.Tests.Storage;

/// <summary>The whole way over a real S3 server, as a user goes it.</summary>
public sealed class S3StoreTests : PlaygroundTest
{
    private static readonly PSCredential Key = new(TestS3Server.AccessKey, Playground.Secure(TestS3Server.SecretKey));

    [Fact]
    public void A_store_on_S3_is_created_backed_up_to_opened_again_and_restored_from()
    {
        string address = TestS3Server.NewAddress();
        Playground.Add("/prod/db", "password", "one", "two");
        Playground.Add("/", "token", "three");

        PSObject created = Session.Invoke("New-ScwStore", new() { ["Path"] = address, ["S3Credential"] = Key, ["Passphrase"] = Playground.Secure("a long passphrase") }).Single;
        PSObject backup = Playground.Backup(created);
        Session.Invoke("Close-ScwStore", new() { ["Store"] = created });
        PSObject opened = Session.Invoke("Open-ScwStore", new() { ["Path"] = address, ["S3Credential"] = Key, ["Passphrase"] = Playground.Secure("a long passphrase") }).Single;
        PSObject snapshot = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = opened }).Single;
        Invocation restored = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", opened)));

        Assert.Equal(address, Get(created, "Location"));
        Assert.Equal(Get(created, "Id"), Get(opened, "Id"));
        Assert.Equal(Get(backup, "SnapshotId"), Get(snapshot, "Id"));
        Assert.Empty(restored.Errors);
        Assert.Equal(["Create", "Create"], restored.Output.Select(result => $"{Get(result, "Action")}"));
        Assert.Equal(["password", "token"], Playground.Target.Select(secret => secret.Name).Order());
    }

    [Fact]
    public void An_address_takes_the_key_from_the_environment()
    {
        string address = NewPlaintextStore();
        Playground.Add("/", "token", "one");

        using (new EnvironmentChange(("AWS_ACCESS_KEY_ID", TestS3Server.AccessKey), ("AWS_SECRET_ACCESS_KEY", TestS3Server.SecretKey)))
        {
            PSObject backup = Playground.Backup(address);
            PSObject snapshot = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = address }).Single;
            Assert.Equal(Get(backup, "SnapshotId"), Get(snapshot, "Id"));
        }
    }

    [Fact]
    public void An_endpoint_of_the_environment_completes_an_address_without_one()
    {
        string address = NewPlaintextStore();
        string[] parts = address["s3://".Length..].Split('/', 2);

        using (new EnvironmentChange(("AWS_ENDPOINT_URL_S3", $"http://{parts[0]}")))
        {
            PSObject opened = Session.Invoke("Open-ScwStore", new() { ["Path"] = $"s3://{parts[1]}", ["S3Credential"] = Key }).Single;
            Assert.Equal(address, Get(opened, "Location"));
        }
    }

    [Fact]
    public void The_AWS_credentials_file_is_read()
    {
        string address = NewPlaintextStore();
        string file = Path.Combine(Playground.Folder.Path, "credentials");
        File.WriteAllText(file, $"[backup]\naws_access_key_id = {TestS3Server.AccessKey}\naws_secret_access_key = {TestS3Server.SecretKey}\n");

        using (new EnvironmentChange(("AWS_SHARED_CREDENTIALS_FILE", file), ("AWS_PROFILE", "backup")))
        {
            Assert.Equal(address, Get(Session.Invoke("Open-ScwStore", new() { ["Path"] = address }).Single, "Location"));
        }
    }

    [Fact]
    public void What_goes_wrong_has_an_id_of_its_own()
    {
        string address = NewPlaintextStore();
        var stranger = new PSCredential(TestS3Server.AccessKey, Playground.Secure("not the secret key"));

        Check("New-ScwStore", new() { ["Path"] = address, ["S3Credential"] = Key, ["Plaintext"] = true }, "StoreExists", ErrorCategory.ResourceExists);
        Check("Open-ScwStore", new() { ["Path"] = address + "/elsewhere", ["S3Credential"] = Key }, "StoreNotFound", ErrorCategory.ObjectNotFound);
        Check("Open-ScwStore", new() { ["Path"] = TestS3Server.NewAddress(), ["S3Credential"] = Key }, "StoreNotFound", ErrorCategory.ObjectNotFound);
        Check("Open-ScwStore", new() { ["Path"] = address, ["S3Credential"] = stranger }, "StorageCredentialsRejected", ErrorCategory.AuthenticationError);
        Check("Open-ScwStore", new() { ["Path"] = address }, "CredentialsMissing", ErrorCategory.AuthenticationError);
        Check("Get-ScwSnapshot", new() { ["Store"] = address }, "CredentialsMissing", ErrorCategory.AuthenticationError);
    }

    [Fact]
    public void WhatIf_creates_no_bucket()
    {
        string address = TestS3Server.NewAddress();

        Invocation invocation = Session.Invoke("New-ScwStore", new() { ["Path"] = address, ["S3Credential"] = Key, ["Plaintext"] = true, ["WhatIf"] = true });

        Assert.Null(invocation.TerminatingError);
        Assert.Empty(invocation.Output);
        Check("Open-ScwStore", new() { ["Path"] = address, ["S3Credential"] = Key }, "StoreNotFound", ErrorCategory.ObjectNotFound);
    }

    private string NewPlaintextStore()
    {
        string address = TestS3Server.NewAddress();
        PSObject store = Session.Invoke("New-ScwStore", new() { ["Path"] = address, ["S3Credential"] = Key, ["Plaintext"] = true }).Single;
        Session.Invoke("Close-ScwStore", new() { ["Store"] = store });
        return address;
    }

    private void Check(string cmdlet, Dictionary<string, object?> parameters, string id, ErrorCategory category)
    {
        ErrorRecord error = Session.Invoke(cmdlet, parameters).TerminatingError!;

        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.StartsWith("s3://", (string)error.TargetObject, StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain(TestS3Server.SecretKey, error.Exception.ToString(), StringComparison.Ordinal);
    }
}

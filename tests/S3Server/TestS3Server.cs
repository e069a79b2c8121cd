namespace ScwSecretBackup.Tests.S3;

/// <summary>The S3 server that <c>.ci/run</c> starts for the tests (tests/S3Server/s3-server). Without one its tests are skipped, in CI they fail.</summary>
internal static class TestS3Server
{
    public const string EndpointVariable = "SCWSECRETBACKUP_TEST_S3";
    public const string AccessKey = "testkey";
    public const string SecretKey = "testsecret";

    private static readonly string? Endpoint = Environment.GetEnvironmentVariable(EndpointVariable);

    /// <summary>The server's host and port.</summary>
    public static string Authority
    {
        get
        {
            Require();
            return new Uri(Endpoint!).Authority;
        }
    }

    /// <summary>Ends the test unless there is a server.</summary>
    public static void Require()
    {
        if (!string.IsNullOrEmpty(Endpoint))
        {
            return;
        }

        const string Reason = $"There is no S3 server: {EndpointVariable} is not set. Start one with 'tests/S3Server/s3-server start DIR' (needs Debian's radosgw, ceph-mon and ceph-osd) and export the variable it prints.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Xunit.Assert.Fail(Reason);
        }

        Xunit.Assert.Skip(Reason);
    }

    /// <summary>The address of a place that nobody uses yet; its bucket does not exist.</summary>
    public static string NewAddress() => $"s3://{Authority}/scwsb-{Guid.NewGuid():N}/stores/one";
}

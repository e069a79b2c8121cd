using System.Net;
using System.Text;
using CsCheck;
using ScwSecretBackup.Scaleway.Http;
using ScwSecretBackup.Scaleway.SecretManager.Wire;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.SecretManager;

/// <summary>Damaged answers end in a typed error or in a result, never in anything else.</summary>
public sealed class HostileAnswerTests
{
    private const int Iterations = 3000;

    private static readonly string[] Samples =
    [
        $$"""{"secrets":[{{TestClient.SecretJson}}],"total_count":1}""",
        $$"""{"versions":[{{TestClient.VersionJson}}],"total_count":"1"}""",
        $$"""{"id":"{{TestClient.SecretId}}","project_id":"p","name":"\u00e9","created_at":"2026-07-03T15:27:54.536518Z","tags":["\ud83d\ude00"],"ephemeral_policy":{"time_to_live":"1800s"},"x":{"y":[1,2.5e3,null,true]} }""",
        $$"""{"secret_id":"{{TestClient.SecretId}}","revision":1,"data":"QUJD\/w==","data_crc32":17,"type":"opaque"}""",
        """{"details":[{"argument_name":"name","help_message":"caf\u00e9 \ud83d\ude00","reason":"format"}],"message":"invalid argument(s)","type":"invalid_arguments"}""",
        """{"\ud83d\ude00\u0074ype":1,"current_state":"x","reset_seconds":3,"reset_at":"2026-11-01T00:00:13Z","message":"m","resource":"r","resource_id":"1","type":"transient_state"}""",
    ];

    /// <summary>A sample with a few bytes replaced, or cut off.</summary>
    private static Gen<byte[]> DamagedBodies { get; } =
        from sample in Gen.OneOf(Samples)
        from places in Gen.Select(Gen.Int[0, 400], Gen.OneOf(Gen.Byte, Gen.OneOf("{}[]\",:\\u0dxn-9"u8.ToArray()))).Array[0, 4]
        from cut in Gen.Int[0, 3]
        from length in Gen.Int[0, 400]
        select Damage(sample, places, cut == 0 ? length : int.MaxValue);

    [Fact]
    public void A_damaged_answer_of_success_is_read_or_unreadable() => DamagedBodies.Sample(
        body =>
        {
            Try(() => WireJson.Parse(body, WireJsonContext.Default.WireSecret).ToSecret());
            Try(() => WireJson.Parse(body, WireJsonContext.Default.WireSecretPage).Secrets?.ForEach(secret => secret?.ToSecret()));
            Try(() => WireJson.Parse(body, WireJsonContext.Default.WireVersionPage).Versions?.ForEach(version => version?.ToVersion(TestClient.SecretId)));
            Try(() => AccessAnswer.Parse(body, TestClient.SecretId, 1).Dispose());
        },
        iter: Iterations);

    [Fact]
    public void A_damaged_refusal_still_is_a_refusal() => Gen.Select(DamagedBodies, Gen.Bool, Gen.OneOf(400, 403, 409, 429, 500)).Sample(
        (body, carriesValue, status) =>
        {
            using var response = new HttpResponseMessage((HttpStatusCode)status);
            var request = new ApiRequest { Method = HttpMethod.Get, Path = "/x", Action = "do it", CarriesValue = carriesValue };
            var exception = ErrorAnswer.ToException(request, response, body, mayAppearSoon: false, DateTimeOffset.UnixEpoch);
            return (int)exception.Status == status && !exception.Message.Any(char.IsControl) && exception.Message.Length < 5000;
        },
        iter: Iterations);

    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (UnreadableAnswerException)
        {
            // The typed error that is allowed; any other escapes and fails the test.
        }
    }

    private static byte[] Damage(string sample, (int Place, byte Value)[] places, int length)
    {
        var bytes = Encoding.UTF8.GetBytes(sample);
        foreach (var (place, value) in places)
        {
            bytes[place % bytes.Length] = value;
        }

        return bytes[..Math.Min(length, bytes.Length)];
    }
}

using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class AuthenticationTests
{
    [Theory]
    [InlineData(null, """{"message":"authentication is denied","method":"unknown_method","reason":"invalid_argument","type":"denied_authentication"}""")]
    [InlineData("not-a-uuid", """{"message":"authentication is denied","method":"api_key","reason":"invalid_argument","type":"denied_authentication"}""")]
    [InlineData("11111111-1111-1111-1111-111111111111", """{"message":"authentication is denied","method":"api_key","reason":"not_found","type":"denied_authentication"}""")]
    public async Task Missing_malformed_and_unknown_keys_are_refused(string? key, string body)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        session.Key = key;

        ApiResponse response = await session.GetAsync($"secrets?project_id={ApiSession.Project}");

        Assert.Equal(401, response.Status);
        Assert.Equal(body, response.Body);
    }

    [Fact]
    public async Task Expired_and_removed_keys_are_refused()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string removed = session.State.AddKey(["SecretManagerReadOnly"]);
        session.State.ExpireKey(session.Key!);
        session.State.RemoveKey(removed);

        Assert.Equal("expired", (await session.GetAsync("tags")).Text("reason"));
        session.Key = removed;
        Assert.Equal("not_found", (await session.GetAsync("tags")).Text("reason"));
    }

    [Fact]
    public void A_misspelt_permission_set_is_refused()
    {
        var state = new EmulatorState();
        Assert.Throws<ArgumentException>(() => state.AddKey(["SecretManagerReadonly"]));
    }
}

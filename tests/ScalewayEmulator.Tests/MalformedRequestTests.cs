using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class MalformedRequestTests
{
    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("text")]
    [InlineData("{\"name\":\"\\ud800\",\"project_id\":\"0b8a4a7e-3a0c-4a36-9d0c-0f2d8f6f7a11\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("""{"name":5,"project_id":"0b8a4a7e-3a0c-4a36-9d0c-0f2d8f6f7a11"}""")]
    [InlineData("""{"name":"n"}""")]
    [InlineData("""{"name":"n","project_id":"mine"}""")]
    [InlineData("""{"project_id":"0b8a4a7e-3a0c-4a36-9d0c-0f2d8f6f7a11"}""")]
    [InlineData("""{"name":"n","project_id":"0b8a4a7e-3a0c-4a36-9d0c-0f2d8f6f7a11","type":"blob"}""")]
    [InlineData("""{"name":"n","project_id":"0b8a4a7e-3a0c-4a36-9d0c-0f2d8f6f7a11","tags":"t"}""")]
    [InlineData("""{"name":"n","project_id":"0b8a4a7e-3a0c-4a36-9d0c-0f2d8f6f7a11","tags":[1]}""")]
    [InlineData("""{"name":"n","project_id":"0b8a4a7e-3a0c-4a36-9d0c-0f2d8f6f7a11","protected":"yes"}""")]
    [InlineData("""{"name":"n","project_id":"0b8a4a7e-3a0c-4a36-9d0c-0f2d8f6f7a11","key_id":"k"}""")]
    [InlineData("""{"name":"n","project_id":"0b8a4a7e-3a0c-4a36-9d0c-0f2d8f6f7a11","ephemeral_policy":[]}""")]
    public async Task Bad_bodies_are_invalid_arguments_and_create_nothing(string body)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        ApiResponse response = await session.PostAsync("secrets", body);

        Assert.Equal((400, "invalid_arguments"), (response.Status, response.Text("type")));
        Assert.Empty(session.State.ListSecrets(ApiSession.Project, "fr-par"));
    }

    [Fact]
    public async Task Deeply_nested_body_is_refused()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        Assert.Equal(400, (await session.PostAsync("secrets", string.Concat(Enumerable.Repeat("{\"a\":", 5000)))).Status);
    }

    [Theory]
    [InlineData("GET", "/secret-manager/v1beta1/regions/fr-par/nothing", 501)]
    [InlineData("PUT", "/secret-manager/v1beta1/regions/fr-par/secrets", 501)]
    [InlineData("GET", "/secret-manager/v1beta1/regions/fr-par/secrets/", 501)]
    [InlineData("GET", "/secret-manager/v1alpha1/regions/fr-par/secrets", 501)]
    [InlineData("GET", "/instance/v1/zones/fr-par-1/servers", 501)]
    [InlineData("GET", "/", 501)]
    [InlineData("GET", "/secret-manager/v1beta1/regions/it-mil/secrets", 404)]
    public async Task Unknown_calls_and_regions_are_refused(string method, string path, int status)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        ApiResponse response = await session.SendAsync(new HttpMethod(method), path, null);
        Assert.Equal((status, "application/json"), (response.Status, response.ContentHeaders.ContentType?.ToString()));
    }

    [Fact]
    public async Task Unknown_services_answer_as_the_gateway_does()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        Assert.Equal("""{"message":"unknown service"}""", (await session.SendAsync(HttpMethod.Get, "/vpc/v2", null)).Body);
        Assert.Equal("Unknown", Assert.Single(session.Server.Calls).Operation);
    }
}

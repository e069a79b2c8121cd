using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests.Recordings;

public sealed class ReplayTests
{
    public static TheoryData<string> Names =>
        new(Directory.GetFiles(Cassette.Folder, "*.cassette.yaml").Select(file => Path.GetFileName(file).Replace(".cassette.yaml", "", StringComparison.Ordinal)).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Emulator_answers_recorded_requests_as_the_real_service_did(string name)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        Cassette cassette = Cassette.Load(name);

        await new Replay(session, cassette).RunAsync();

        Assert.Equal(cassette.Exchanges.Count, session.Server.Calls.Count);
        Assert.DoesNotContain(session.Server.Calls, call => call.Operation == "Unknown");
    }
}

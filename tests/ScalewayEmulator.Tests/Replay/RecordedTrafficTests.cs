namespace ScalewayEmulator.Tests.Replay;

public sealed class RecordedTrafficTests
{
    public static TheoryData<string> Cassettes => [.. Cassette.Names];

    [Fact]
    public void The_recordings_are_there() => Assert.True(Cassette.Names.Count() >= 14, $"Only {Cassette.Names.Count()} recordings in {Cassette.Folder}.");

    [Theory]
    [MemberData(nameof(Cassettes))]
    public async Task The_emulator_answers_as_the_service_did(string name)
    {
        await using EmulatorServer server = await EmulatorServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        string key = server.State.AddKey(["SecretManagerFullAccess"]);

        using var replay = new CassetteReplay(server, key);

        IReadOnlyList<string> differences = await replay.RunAsync(Cassette.Load(name), TestContext.Current.CancellationToken);

        Assert.Empty(differences);
    }
}

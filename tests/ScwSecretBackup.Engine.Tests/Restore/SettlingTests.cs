using System.Net;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

public sealed class SettlingTests
{
    [Theory]
    [InlineData(nameof(ISecretManager.CreateVersionAsync))]
    [InlineData(nameof(ISecretManager.AccessVersionAsync))]
    [InlineData(nameof(ISecretManager.DisableVersionAsync))]
    [InlineData(nameof(ISecretManager.ProtectSecretAsync))]
    public async Task What_was_just_created_may_be_missing_for_a_while(string method)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        secret.Protected = true;
        await bed.BackupAsync();
        secret.Versions[0].Status = "disabled";
        await bed.BackupAsync();
        int missing = 3;
        ISecretManager target = InterceptedSecretManager.Create(bed.Target, called =>
        {
            if (called == method && missing-- > 0)
            {
                throw new ScalewayApiException(HttpStatusCode.NotFound, "not there yet") { ErrorType = "not_found" };
            }
        });

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: target));

        Assert.Null(result.Error);
        Assert.True(missing < 0);
        Assert.Equal(RestoreVerification.Read, result.Verification);
        SecretAssert.Equal(bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion), bed.TargetSecrets());
    }

    [Fact]
    public async Task What_stays_missing_is_an_error_of_that_secret()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        ISecretManager target = InterceptedSecretManager.Create(bed.Target, called =>
        {
            if (called == nameof(ISecretManager.CreateVersionAsync))
            {
                throw new ScalewayApiException(HttpStatusCode.NotFound, "never there") { ErrorType = "not_found" };
            }
        });

        Assert.True(Assert.IsType<ScalewayApiException>(Assert.Single(await bed.RestoreAsync(target: target)).Error).IsNotFound);
    }

    [Fact]
    public async Task A_version_that_somebody_else_adds_meanwhile_is_not_taken_for_ours()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        bool isFirst = true;
        ISecretManager target = InterceptedSecretManager.Create(bed.Target, called =>
        {
            if (called == nameof(ISecretManager.CreateVersionAsync) && isFirst)
            {
                isFirst = false;
                bed.State.AddVersion(bed.TargetSecret("/a", "s"), [99]);
                throw new ScalewayConnectionException("lost", null) { IsOutcomeUnclear = true };
            }
        });

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: target));

        Assert.Null(result.Error);
        Assert.Equal([99, 1], bed.TargetSecret("/a", "s").Versions.Select(version => version.Data[0]));
        Assert.Equal(2, result.RevisionMap[1]);
    }

    [Theory]
    [InlineData("description")]
    [InlineData("versions")]
    public async Task A_secret_that_somebody_else_creates_meanwhile_is_not_adopted(string trait)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        ISecretManager target = InterceptedSecretManager.Create(bed.Target, called =>
        {
            if (called == nameof(ISecretManager.CreateSecretAsync))
            {
                EmulatedSecret foreign = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "s");
                foreign.Description = trait == "description" ? "foreign" : "";
                bed.State.AddVersion(foreign, [99]);
                throw new ScalewayConnectionException("lost", null) { IsOutcomeUnclear = true };
            }
        });

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: target));

        Assert.Equal(RestoreAction.Conflict, result.Action);
        Assert.Equal([99], bed.TargetSecret("/a", "s").Versions.Single().Data);
    }

    [Fact]
    public async Task A_lost_answer_that_can_not_be_looked_into_is_never_repeated_blindly()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        ISecretManager createOnly = bed.CreateClient(["SecretManagerSecretCreate"], TestBed.TargetRegion);
        bed.Server.Faults.Script = CallWatch.FaultAt(0, FaultKind.ResetAfter, "CreateVersion");

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: createOnly));

        Assert.Equal(EngineErrorKind.OutcomeUnclear, Assert.IsType<EngineException>(result.Error).Kind);
        Assert.Single(bed.TargetSecret("/a", "s").Versions);
    }

    [Fact]
    public async Task A_value_that_reads_back_differently_is_an_error()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        ISecretManager target = InterceptedSecretManager.Create(bed.Target, called =>
        {
            if (called == nameof(ISecretManager.AccessVersionAsync))
            {
                bed.TargetSecret("/a", "s").Versions[0].Data = [2];
            }
        });

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: target));

        Assert.Equal(EngineErrorKind.VerificationFailed, Assert.IsType<EngineException>(result.Error).Kind);
    }
}

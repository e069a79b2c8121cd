using System.Net;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

/// <summary>A source that answers as the documents allow, but not as the emulator does.</summary>
public sealed class UnusualSourceTests
{
    [Fact]
    public async Task A_version_count_that_is_missing_or_wrong_leaves_nothing_out()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "s", [1], [2]);
        ISecretManager source = ChangingSecrets(bed.Source, secret => secret with { VersionCount = 0 });

        BackupResult result = await bed.BackupAsync(source: source);

        Assert.Equal(2, result.ValuesRead);
    }

    [Fact]
    public async Task A_service_that_ignores_the_filter_for_deletion_is_backed_up_like_any_other()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "live", [1]);
        bed.Seed("/", "scheduled", [2]).DeletionRequestedAt = DateTimeOffset.UtcNow;
        ISecretManager source = IgnoringDeletionFilter(bed.Source);

        BackupResult result = await bed.BackupAsync(source: source);

        Assert.Equal((2, 1), (result.SecretCount, result.ValuesRead));
        Assert.Equal("scheduled", Assert.Single(result.Skipped).Name);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(412)]
    [InlineData(423)]
    [InlineData(500)]
    [InlineData(501)]
    public async Task Versions_that_the_service_does_not_list_for_one_secret_are_a_gap(int status)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret broken = bed.Seed("/", "broken", [1]);
        bed.Seed("/", "good", [2]);
        ISecretManager source = Failing(bed.Source, nameof(ISecretManager.ListVersionsAsync), broken.Id, status);

        BackupResult result = await bed.BackupAsync(source: source);

        Assert.Equal((BackupStatus.Partial, 1), (result.Status, result.ValuesRead));
        SkippedVersion gap = Assert.Single(result.Skipped);
        Assert.Equal("broken", gap.Name);
        Assert.True(gap.IsError);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(503)]
    public async Task A_value_that_the_service_fails_to_give_is_a_gap(int status)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret broken = bed.Seed("/", "broken", [1], [2]);
        bed.Seed("/", "good", [3]);
        ISecretManager source = Failing(bed.Source, nameof(ISecretManager.AccessVersionAsync), broken.Id, status);

        BackupResult result = await bed.BackupAsync(source: source);

        Assert.Equal((BackupStatus.Partial, 1), (result.Status, result.ValuesRead));
        Assert.Equal([("broken", 1), ("broken", 2)], result.Skipped.Select(item => (item.Name, item.Revision)));
        Assert.All(result.Skipped, item => Assert.True(item.IsError));
    }

    [Fact]
    public async Task A_service_that_fails_for_one_secret_after_the_other_ends_the_backup()
    {
        await using TestBed bed = await TestBed.StartAsync();
        for (int i = 0; i < 20; i++)
        {
            bed.Seed("/", $"s{i}", [(byte)i]);
        }

        int accesses = 0;
        ISecretManager source = InterceptedSecretManager.Answering(bed.Source, (method, _) =>
            method == nameof(ISecretManager.AccessVersionAsync) && Interlocked.Increment(ref accesses) > 3
                ? Task.FromException<SecretValue>(new ScalewayApiException(HttpStatusCode.ServiceUnavailable, "down"))
                : null);

        await Assert.ThrowsAsync<ScalewayApiException>(() => bed.BackupAsync(request => request with { ThrottleLimit = 1 }, source));

        Assert.InRange(accesses, 4, 12);
        Assert.Empty(await bed.Catalog.ListAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(nameof(ISecretManager.AccessVersionAsync))]
    [InlineData(nameof(ISecretManager.ListVersionsAsync))]
    public async Task A_service_that_fails_for_everything_makes_no_empty_snapshot(string method)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "s", [1]);
        bed.Seed("/", "t", [2]);
        ISecretManager source = InterceptedSecretManager.Create(bed.Source, called =>
        {
            if (called == method)
            {
                throw new ScalewayApiException(HttpStatusCode.InternalServerError, "internal error");
            }
        });

        await Assert.ThrowsAsync<ScalewayApiException>(() => bed.BackupAsync(source: source));

        Assert.Empty(await bed.Catalog.ListAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    [InlineData(423)]
    public async Task A_value_that_was_disabled_meanwhile_is_no_error_with_whatever_status_it_is_refused(int status)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret disabled = bed.Seed("/", "disabled", [1]);
        bed.Seed("/", "good", [2]);
        ISecretManager source = InterceptedSecretManager.Answering(bed.Source, (method, arguments) =>
        {
            if (method != nameof(ISecretManager.AccessVersionAsync) || (string)arguments[0]! != disabled.Id)
            {
                return null;
            }

            disabled.Versions[0].Status = "disabled";
            return Task.FromException<SecretValue>(new ScalewayApiException((HttpStatusCode)status, "no"));
        });

        BackupResult result = await bed.BackupAsync(source: source);

        Assert.Equal((BackupStatus.Complete, 1), (result.Status, result.ValuesRead));
        Assert.Contains("disabled now", Assert.Single(result.Skipped).Reason, StringComparison.Ordinal);
    }

    private static ISecretManager ChangingSecrets(ISecretManager inner, Func<Secret, Secret> change) =>
        InterceptedSecretManager.Answering(inner, (method, arguments) => method == nameof(ISecretManager.ListSecretsAsync)
            ? ChangeAsync(inner, (ListSecretsRequest)arguments[0]!, change)
            : null);

    private static async Task<IReadOnlyList<Secret>> ChangeAsync(ISecretManager inner, ListSecretsRequest request, Func<Secret, Secret> change) =>
        [.. (await inner.ListSecretsAsync(request, TestContext.Current.CancellationToken)).Select(change)];

    private static ISecretManager IgnoringDeletionFilter(ISecretManager inner) =>
        InterceptedSecretManager.Answering(inner, (method, arguments) => method == nameof(ISecretManager.ListSecretsAsync)
            ? SecretLists.ListBothAsync(inner, (ListSecretsRequest)arguments[0]!)
            : null);

    private static ISecretManager Failing(ISecretManager inner, string failing, string secretId, int status)
    {
        var failure = new ScalewayApiException((HttpStatusCode)status, "no");
        return InterceptedSecretManager.Answering(inner, (method, arguments) => method == failing && (string)arguments[0]! == secretId
            ? failing == nameof(ISecretManager.AccessVersionAsync)
                ? Task.FromException<SecretValue>(failure)
                : Task.FromException<IReadOnlyList<SecretVersion>>(failure)
            : null);
    }
}

using System.Globalization;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

public sealed class ConflictTests
{
    [Theory]
    [InlineData("type")]
    [InlineData("description")]
    [InlineData("tags")]
    [InlineData("protected")]
    [InlineData("value")]
    [InlineData("order of values")]
    [InlineData("more versions")]
    [InlineData("fewer versions")]
    [InlineData("status")]
    [InlineData("version description")]
    public async Task A_different_secret_is_a_conflict_and_stays_as_it_is(string difference)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        bed.Seed("/a", "other", [3]);
        await bed.BackupAsync();
        EmulatedSecret twin = SeedTwin(bed, difference);
        string before = SecretAssert.Describe(twin);

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync();

        RestoreItemResult conflict = results.Single(result => result.Item.TargetName == "s");
        Assert.Equal(RestoreAction.Conflict, conflict.Action);
        Assert.Equal(EngineErrorKind.DestinationConflict, Assert.IsType<EngineException>(conflict.Error).Kind);
        Assert.Equal(before, SecretAssert.Describe(twin));
        Assert.Equal(RestoreAction.Create, results.Single(result => result.Item.TargetName == "other").Action);
        Assert.Equal([3], bed.TargetSecret("/a", "other").Versions.Single().Data);
    }

    [Fact]
    public async Task Skip_leaves_what_is_there_alone_without_reading_it()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        SeedTwin(bed, "value");
        bed.Server.ClearCalls();

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(ConflictAction.Skip));

        Assert.Equal((RestoreAction.Skip, null), (result.Action, result.Error));
        Assert.Equal(0, bed.CallsOf("AccessVersion"));
    }

    [Theory]
    [InlineData("", "1 2 3")]
    [InlineData("1", "1 2 3")]
    [InlineData("1 2", "1 2 3")]
    [InlineData("2", "2 1 3")]
    [InlineData("9 1", "9 1 2 3")]
    [InlineData("3 1 2", "3 1 2")]
    public async Task New_version_adds_only_what_is_missing_and_nothing_the_second_time(string there, string expected)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2], [3]);
        await bed.BackupAsync();
        EmulatedSecret twin = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "s", secret => secret.Tags = ["kept"]);
        foreach (string value in there.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bed.State.AddVersion(twin, [byte.Parse(value, CultureInfo.InvariantCulture)]);
        }

        RestoreItemResult first = Assert.Single(await bed.RestoreAsync(ConflictAction.NewVersion));
        RestoreItemResult second = Assert.Single(await bed.RestoreAsync(ConflictAction.NewVersion));

        Assert.Null(first.Error);
        Assert.Equal(expected, string.Join(' ', twin.Versions.Select(version => version.Data[0])));
        Assert.Equal(RestoreAction.Unchanged, second.Action);
        Assert.Equal(first.RevisionMap.OrderBy(pair => pair.Key), second.RevisionMap.OrderBy(pair => pair.Key));
        Assert.All(first.RevisionMap, pair => Assert.Equal(pair.Key, twin.Versions.Single(version => version.Revision == pair.Value).Data[0]));
        Assert.Equal(["kept"], twin.Tags);
        Assert.Contains(first.FieldsLost, field => field.Field == "tags");
    }

    [Fact]
    public async Task A_value_that_occurs_twice_is_written_twice()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2], [1]);
        await bed.BackupAsync();
        EmulatedSecret twin = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "s");
        bed.State.AddVersion(twin, [1]);
        bed.State.AddVersion(twin, [2]);

        await bed.RestoreAsync(ConflictAction.NewVersion);

        Assert.Equal([1, 2, 1], twin.Versions.Select(version => version.Data[0]));
    }

    [Fact]
    public async Task A_version_scheduled_for_deletion_does_not_count_as_present()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        EmulatedSecret twin = SeedTwin(bed, "nothing");
        twin.Versions[1].Status = "scheduled_for_deletion";
        twin.Versions[1].DeletionRequestedAt = DateTimeOffset.UtcNow;

        await bed.RestoreAsync(ConflictAction.NewVersion);

        Assert.Equal([1, 2, 2], twin.Versions.Select(version => version.Data[0]));
    }

    [Fact]
    public async Task Another_type_is_refused_by_new_version()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        EmulatedSecret twin = SeedTwin(bed, "type");

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(ConflictAction.NewVersion));

        Assert.Equal(RestoreAction.Refuse, result.Action);
        Assert.Equal(EngineErrorKind.NotRestorable, Assert.IsType<EngineException>(result.Error).Kind);
        Assert.Equal(2, twin.Versions.Count);
    }

    [Theory]
    [InlineData(ConflictAction.Fail, RestoreAction.Conflict)]
    [InlineData(ConflictAction.NewVersion, RestoreAction.Refuse)]
    public async Task Without_read_access_to_the_destination_nothing_is_proven(ConflictAction action, RestoreAction expected)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        bed.Seed("/a", "absent", [3]);
        await bed.BackupAsync();
        SeedTwin(bed, "nothing");
        ISecretManager blind = bed.CreateClient(["SecretManagerReadOnly", "SecretManagerSecretCreate", "SecretManagerSecretWrite"], TestBed.TargetRegion);

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync(action, blind);

        RestoreItemResult existing = results.Single(result => result.Item.TargetName == "s");
        Assert.Equal(expected, existing.Action);
        Assert.Contains("may not read", existing.Item.Reason, StringComparison.Ordinal);
        RestoreItemResult created = results.Single(result => result.Item.TargetName == "absent");
        Assert.Equal((RestoreAction.Create, null, RestoreVerification.None), (created.Action, created.Error, created.Verification));
    }

    [Fact]
    public async Task A_key_that_may_only_create_restores_what_is_absent_and_reports_what_is_there()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        bed.Seed("/a", "absent", [3]);
        await bed.BackupAsync();
        EmulatedSecret twin = SeedTwin(bed, "nothing");
        ISecretManager createOnly = bed.CreateClient(["SecretManagerSecretCreate"], TestBed.TargetRegion);

        RestorePlan plan = await bed.PlanRestoreAsync(target: createOnly);
        IReadOnlyList<RestoreItemResult> results = await bed.RunRestoreAsync(plan, createOnly);

        Assert.All(plan.Items, item => Assert.Equal(RestoreAction.Create, item.Action));
        Assert.All(plan.Items, item => Assert.Contains("may not list", item.Reason, StringComparison.Ordinal));
        Assert.Equal(RestoreAction.Conflict, results.Single(result => result.Item.TargetName == "s").Action);
        Assert.Null(results.Single(result => result.Item.TargetName == "absent").Error);
        Assert.Equal(2, twin.Versions.Count);
        Assert.Equal(2, bed.TargetSecrets().Count);
    }

    [Fact]
    public async Task A_secret_that_appeared_since_the_plan_is_a_conflict()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        RestorePlan plan = await bed.PlanRestoreAsync();
        EmulatedSecret twin = SeedTwin(bed, "value");

        RestoreItemResult result = Assert.Single(await bed.RunRestoreAsync(plan));

        Assert.Equal(RestoreAction.Conflict, result.Action);
        Assert.Equal(2, twin.Versions.Count);
    }

    [Theory]
    [InlineData(ConflictAction.Fail)]
    [InlineData(ConflictAction.NewVersion)]
    public async Task A_plan_that_is_run_twice_writes_once(ConflictAction action)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        bed.Seed("/a", "t", [3]);
        await bed.BackupAsync();
        EmulatedSecret partial = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "t");
        RestorePlan plan = await bed.PlanRestoreAsync(action);

        await bed.RunRestoreAsync(plan);
        IReadOnlyList<RestoreItemResult> second = await bed.RunRestoreAsync(plan);

        Assert.All(second, result => Assert.Equal(RestoreAction.Conflict, result.Action));
        Assert.Equal(2, bed.TargetSecret("/a", "s").Versions.Count);
        Assert.Equal(action == ConflictAction.Fail ? 0 : 1, partial.Versions.Count);
    }

    private static EmulatedSecret SeedTwin(TestBed bed, string difference)
    {
        EmulatedSecret twin = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "s", secret =>
        {
            secret.Type = difference == "type" ? "certificate" : "opaque";
            secret.Description = difference == "description" ? "other" : "";
            secret.Tags = difference == "tags" ? ["other"] : [];
            secret.Protected = difference == "protected";
        });
        byte[][] values = difference switch
        {
            "value" => [[1], [9]],
            "order of values" => [[2], [1]],
            "more versions" => [[1], [2], [3]],
            "fewer versions" => [[1]],
            _ => [[1], [2]],
        };
        foreach (byte[] value in values)
        {
            bed.State.AddVersion(twin, value, version => version.Description = difference == "version description" ? "other" : "");
        }

        twin.Versions[0].Status = difference == "status" ? "disabled" : "enabled";
        return twin;
    }
}

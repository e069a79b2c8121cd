using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Layout;

public sealed class SecretDirectoriesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void The_oldest_live_secret_keeps_the_plain_name()
    {
        Secret scheduled = Make("11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa", 0) with { DeletionRequestedAt = Start };
        Secret oldest = Make("22222222-aaaa-4aaa-8aaa-aaaaaaaaaaaa", 1);
        Secret younger = Make("33333333-aaaa-4aaa-8aaa-aaaaaaaaaaaa", 2);

        IReadOnlyDictionary<string, string> directories = SecretDirectories.Assign([younger, scheduled, oldest], out IReadOnlyDictionary<string, string> problems);

        Assert.Empty(problems);
        Assert.Equal("/f/n", directories[oldest.Id]);
        Assert.Equal("/f/@n~11111111", directories[scheduled.Id]);
        Assert.Equal("/f/@n~33333333", directories[younger.Id]);
    }

    [Fact]
    public void Twins_whose_ids_start_alike_get_their_whole_ids()
    {
        Secret[] secrets =
        [
            Make("22222222-aaaa-4aaa-8aaa-aaaaaaaaaaaa", 0), Make("11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa", 1), Make("11111111-bbbb-4aaa-8aaa-aaaaaaaaaaaa", 2),
        ];

        IReadOnlyDictionary<string, string> directories = SecretDirectories.Assign(secrets, out _);

        Assert.Equal(3, directories.Values.Distinct().Count());
        Assert.Equal($"/f/@n~{secrets[2].Id}", directories[secrets[2].Id]);
    }

    [Fact]
    public void A_secret_and_a_folder_of_one_name_do_not_collide()
    {
        Secret inRoot = Make("11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa", 0) with { Path = "/", Name = "a" };
        Secret inFolder = Make("22222222-aaaa-4aaa-8aaa-aaaaaaaaaaaa", 0) with { Path = "/a", Name = "b" };

        IReadOnlyDictionary<string, string> directories = SecretDirectories.Assign([inRoot, inFolder], out _);

        Assert.Equal("/a", directories[inRoot.Id]);
        Assert.Equal("/a/b", directories[inFolder.Id]);
    }

    [Fact]
    public void Unusable_names_and_ids_are_reported_and_the_rest_goes_on()
    {
        Secret bad = Make("11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa", 0) with { Name = ".." };
        Secret badId = Make("../../etc", 0);
        Secret good = Make("22222222-aaaa-4aaa-8aaa-aaaaaaaaaaaa", 0);

        IReadOnlyDictionary<string, string> directories = SecretDirectories.Assign([bad, badId, good], out IReadOnlyDictionary<string, string> problems);

        Assert.Equal([good.Id], directories.Keys);
        Assert.Equal(2, problems.Count);
    }

    private static Secret Make(string id, int minutes) =>
        new() { Id = id, ProjectId = "p", Path = "/f", Name = "n", CreatedAt = Start.AddMinutes(minutes) };
}

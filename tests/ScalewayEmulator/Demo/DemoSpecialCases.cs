using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Demo;

/// <summary>12 secrets that a backup must get right: statuses, lifetimes, names, binary values, gaps.</summary>
internal static class DemoSpecialCases
{
    public static void Write(DemoWriter writer)
    {
        WriteNames(writer);
        WriteContents(writer);
        WriteVersionStatuses(writer);
        WriteLifetimes(writer);
    }

    /// <summary>A secret named like a folder, and two names that differ by case only.</summary>
    private static void WriteNames(DemoWriter writer)
    {
        writer.Add("/", "production", "opaque", [DemoPayload.Text("the name of a folder, too")]);
        writer.Add("/legacy", "LicenseKey", "opaque", [DemoPayload.Text(DemoPayload.Word("LicenseKey", 1))]);
        writer.Add("/legacy", "licensekey", "opaque", [DemoPayload.Text(DemoPayload.Word("licensekey", 1))]);
        writer.Add("/windows", "nul.txt", "opaque", [DemoPayload.Text("a device name on Windows")], secret =>
        {
            secret.Tags = ["équipe-données", "日本語", "🔐", "two\nlines"];
            secret.Description = "Ключ für «Ωmega»: naïve façade, e\u0301 decomposed";
        });
    }

    private static void WriteContents(DemoWriter writer)
    {
        writer.Add("/binary", "keystore.p12", "opaque", [DemoPayload.Bytes("keystore", 1, 4096), DemoPayload.Bytes("keystore", 2, PayloadRules.MaximumLength)],
            secret => secret.Description = "Binary, up to the largest size");
        EmulatedSecret checkedSecret = writer.Add("/binary", "seed", "opaque", [DemoPayload.Bytes("seed", 1, 32), DemoPayload.Bytes("seed", 2, 32)]);
        foreach (EmulatedVersion version in checkedSecret.Versions)
        {
            version.DataCrc32 = Crc32.Compute(version.Data);
        }

        writer.Add("/", "placeholder", "opaque", [], secret => secret.Description = "Has no version yet");
    }

    private static void WriteVersionStatuses(DemoWriter writer)
    {
        EmulatedSecret rotated = writer.Add("/", "rotated-weekly", "opaque",
            [.. Enumerable.Range(1, 8).Select(revision => DemoPayload.Text(DemoPayload.Word("rotated-weekly", revision)))]);
        foreach (EmulatedVersion old in rotated.Versions.Take(5))
        {
            old.Status = VersionStatus.Disabled;
        }

        EmulatedSecret withGap = writer.Add("/", "with-deleted-version", "opaque",
            [.. Enumerable.Range(1, 3).Select(revision => DemoPayload.Text(DemoPayload.Word("with-deleted-version", revision)))]);
        EmulatedVersion scheduled = withGap.Versions[1];
        scheduled.StatusBeforeDeletion = scheduled.Status;
        scheduled.Status = VersionStatus.ScheduledForDeletion;
        scheduled.DeletionRequestedAt = writer.Today.AddDays(-1);

        writer.Add("/legacy", "old-partner-login", "basic_credentials", [DemoPayload.Basic("partner", 1)], secret =>
        {
            secret.DeletionRequestedAt = writer.Today.AddDays(-2);
            secret.UpdatedAt = writer.Today.AddDays(-2);
        });
    }

    private static void WriteLifetimes(DemoWriter writer)
    {
        writer.Add("/onboarding", "one-time-link", "opaque", [DemoPayload.Text("https://join.internal.example/demo")], secret =>
        {
            secret.ExpiresOnceAccessed = true;
            secret.EphemeralAction = "delete";
        });
        EmulatedSecret expiring = writer.Add("/onboarding", "guest-wifi", "key_value", [DemoPayload.KeyValue("guest-wifi", 1, "network", "passphrase")], secret =>
        {
            secret.TimeToLive = Lifetime.Format(TimeSpan.FromDays(90));
            secret.ExpiresOnceAccessed = false;
            secret.EphemeralAction = "disable";
        });
        foreach (EmulatedVersion version in expiring.Versions)
        {
            version.ExpiresAt = version.CreatedAt.AddDays(90);
        }
    }
}

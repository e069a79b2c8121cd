using Xunit;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>Damages content of a store that is not encrypted.</summary>
internal static class StoreDamage
{
    /// <summary>Flips a bit in the middle of bytes that exactly one packfile has; returns the packfile.</summary>
    public static string Flip(string storeFolder, ReadOnlySpan<byte> bytes)
    {
        string? found = null;
        foreach (string packfile in Directory.GetFiles(Path.Combine(storeFolder, "packfiles"), "*", SearchOption.AllDirectories))
        {
            byte[] content = File.ReadAllBytes(packfile);
            int position = content.AsSpan().IndexOf(bytes);
            if (position >= 0)
            {
                Assert.Null(found);
                content[position + (bytes.Length / 2)] ^= 1;
                File.WriteAllBytes(packfile, content);
                found = packfile;
            }
        }

        Assert.NotNull(found);
        return found;
    }
}

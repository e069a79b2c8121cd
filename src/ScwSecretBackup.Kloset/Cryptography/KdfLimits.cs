using System.Numerics;
using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>
/// Bounds on KDF parameters. They come from a CONFIG that nothing has verified yet, so a changed file must not exhaust memory or keep
/// a machine busy for hours. The upper bounds are far above any recommendation (RFC 9106: 2 GiB; OWASP: 600,000 rounds of PBKDF2).
/// </summary>
internal static class KdfLimits
{
    private const uint MaxMemoryKiB = 2 * 1024 * 1024;
    private const ulong MaxArgon2Work = 64UL * 1024 * 1024;
    private const int MaxArgon2Threads = 64;
    private const uint MinKiBPerThread = 8;
    private const int MaxScryptCost = 1 << 22;
    private const int MaxScryptFactor = 64;
    private const long MaxScryptBytes = 2L * 1024 * 1024 * 1024;
    private const int MaxPbkdf2Iterations = 50_000_000;
    private const int MinSaltSize = 8;
    private const int MaxSaltSize = 1024;

    /// <exception cref="KlosetFormatException">A parameter is out of bounds.</exception>
    public static void Check(KdfParameters parameters)
    {
        if (parameters.Salt.Length is < MinSaltSize or > MaxSaltSize)
        {
            throw Refuse($"a salt of {parameters.Salt.Length} bytes", $"{MinSaltSize} to {MaxSaltSize} bytes");
        }

        switch (parameters)
        {
            case Argon2idParameters argon2id:
                CheckArgon2id(argon2id);
                break;
            case ScryptParameters scrypt:
                CheckScrypt(scrypt);
                break;
            case Pbkdf2Parameters { Iterations: < 1 or > MaxPbkdf2Iterations } pbkdf2:
                throw Refuse($"{pbkdf2.Iterations} iterations of PBKDF2", $"1 to {MaxPbkdf2Iterations}");
        }
    }

    private static void CheckArgon2id(Argon2idParameters parameters)
    {
        if (parameters.Threads is < 1 or > MaxArgon2Threads)
        {
            throw Refuse($"{parameters.Threads} threads for Argon2id", $"1 to {MaxArgon2Threads}");
        }

        uint minMemory = MinKiBPerThread * parameters.Threads;
        if (parameters.MemoryKiB < minMemory || parameters.MemoryKiB > MaxMemoryKiB)
        {
            throw Refuse($"{parameters.MemoryKiB} KiB of memory for Argon2id", $"{minMemory} to {MaxMemoryKiB} KiB");
        }

        if (parameters.Iterations < 1 || (ulong)parameters.Iterations * parameters.MemoryKiB > MaxArgon2Work)
        {
            throw Refuse($"{parameters.Iterations} passes of Argon2id over {parameters.MemoryKiB} KiB", $"1 to {MaxArgon2Work / parameters.MemoryKiB}");
        }
    }

    private static void CheckScrypt(ScryptParameters parameters)
    {
        if (parameters.Cost is < 2 or > MaxScryptCost || !BitOperations.IsPow2(parameters.Cost))
        {
            throw Refuse($"scrypt with N = {parameters.Cost}", $"a power of two from 2 to {MaxScryptCost}");
        }

        if (parameters.BlockSize is < 1 or > MaxScryptFactor || parameters.Parallelism is < 1 or > MaxScryptFactor)
        {
            throw Refuse($"scrypt with r = {parameters.BlockSize} and p = {parameters.Parallelism}", $"1 to {MaxScryptFactor} for each");
        }

        // RFC 7914 allows N below 2^(128·r/8), which binds only where r is 1.
        if (parameters is { BlockSize: 1, Cost: >= 1 << 16 })
        {
            throw Refuse($"scrypt with N = {parameters.Cost} and r = 1", "N below 65536 for r = 1");
        }

        // 128·N·r bytes of memory (RFC 7914), which every one of the p lanes fills again.
        if (128L * parameters.Cost * parameters.BlockSize * parameters.Parallelism > MaxScryptBytes)
        {
            throw Refuse($"scrypt with N = {parameters.Cost}, r = {parameters.BlockSize}, p = {parameters.Parallelism}", $"at most {MaxScryptBytes} for 128·N·r·p");
        }
    }

    private static KlosetFormatException Refuse(string asked, string allowed) =>
        new($"The file 'CONFIG' asks for {asked} to derive the key; this module accepts {allowed}. The file may have been tampered with.");
}

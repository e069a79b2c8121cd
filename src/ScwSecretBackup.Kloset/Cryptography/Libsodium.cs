using System.Runtime.InteropServices;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>The two functions in use of the native library libsodium, which the package of that name brings for the platforms it was built for.</summary>
internal static partial class Libsodium
{
    /// <summary>crypto_pwhash_ALG_ARGON2ID13: Argon2id of RFC 9106 with one lane.</summary>
    public const int Argon2id13 = 2;

    /// <summary>crypto_pwhash_SALTBYTES: no other length is accepted.</summary>
    public const int SaltSize = 16;

    private const string Library = "libsodium";

    /// <summary>Picks the code for this processor; may be called again and from any thread.</summary>
    /// <returns>Negative on failure.</returns>
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.System32)]
    [LibraryImport(Library, EntryPoint = "sodium_init")]
    public static partial int Initialize();

    /// <param name="output">The key.</param>
    /// <param name="outputLength">Bytes of the key.</param>
    /// <param name="password">The passphrase.</param>
    /// <param name="passwordLength">Bytes of the passphrase.</param>
    /// <param name="salt"><see cref="SaltSize"/> bytes.</param>
    /// <param name="passes">Iterations.</param>
    /// <param name="memory">Bytes of memory.</param>
    /// <param name="algorithm"><see cref="Argon2id13"/>.</param>
    /// <returns>Zero, or not: a parameter is out of its bounds, or there is not enough memory.</returns>
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.System32)]
    [LibraryImport(Library, EntryPoint = "crypto_pwhash")]
    public static partial int DeriveKey(
        Span<byte> output, ulong outputLength, ReadOnlySpan<byte> password, ulong passwordLength, ReadOnlySpan<byte> salt, ulong passes, nuint memory, int algorithm);
}

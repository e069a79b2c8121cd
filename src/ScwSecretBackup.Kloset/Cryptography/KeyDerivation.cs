using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Konscious.Security.Cryptography;
using Org.BouncyCastle.Crypto.Generators;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Memory;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>Derives the key of a store from its passphrase (FORMAT §3.2). Argon2id is libsodium's where it can be had, else managed code.</summary>
internal static class KeyDerivation
{
    /// <summary>
    /// Derives on the thread pool. When cancelled the task ends at once; the derivation, which can't be interrupted, runs out and its key is zeroed.
    /// </summary>
    /// <exception cref="KlosetKeyException">The passphrase is empty.</exception>
    /// <exception cref="KlosetFormatException">The parameters ask for an absurd amount of memory or time, or for none.</exception>
    public static Task<StoreKey> DeriveAsync(KdfParameters parameters, ReadOnlyMemory<byte> passphrase, CancellationToken cancellationToken) =>
        DeriveAsync(parameters, passphrase, LibsodiumArgon2id.TryDerive, cancellationToken);

    /// <inheritdoc cref="DeriveAsync(KdfParameters, ReadOnlyMemory{byte}, CancellationToken)" />
    internal static async Task<StoreKey> DeriveAsync(KdfParameters parameters, ReadOnlyMemory<byte> passphrase, FastArgon2id fastArgon2id, CancellationToken cancellationToken)
    {
        KdfLimits.Check(parameters);
        if (passphrase.IsEmpty)
        {
            throw new KlosetKeyException("The passphrase is empty. Give the passphrase that the store was created with.");
        }

        cancellationToken.ThrowIfCancellationRequested();

        // The caller may zero its passphrase after a cancellation, while the derivation still runs: it works on its own copy.
        PinnedMemoryOwner copy = new(passphrase.Length);
        passphrase.CopyTo(copy.Memory);
        Task<StoreKey> derivation = Task.Run(() => Derive(parameters, copy, fastArgon2id), CancellationToken.None);
        try
        {
            return await derivation.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = derivation.ContinueWith(
                static finished => finished.Result.Dispose(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion,
                TaskScheduler.Default);
            throw;
        }
    }

    private static StoreKey Derive(KdfParameters parameters, PinnedMemoryOwner passphrase, FastArgon2id fastArgon2id)
    {
        Span<byte> key = stackalloc byte[KdfParameters.KeyLength];
        try
        {
            if (parameters is not Argon2idParameters argon2id || !fastArgon2id(argon2id, passphrase.Memory.Span, key))
            {
                DeriveManaged(parameters, UnderlyingArray(passphrase.Memory), key);
            }

            return new StoreKey(key);
        }
        catch (OutOfMemoryException exception)
        {
            throw new KlosetKeyException("There is not enough memory to derive the key of the store. Close other programs or use a larger machine.", exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            passphrase.Dispose();
        }
    }

    private static void DeriveManaged(KdfParameters parameters, byte[] password, Span<byte> key)
    {
        byte[] derived = parameters switch
        {
            Argon2idParameters argon2id => DeriveArgon2id(argon2id, password),
            ScryptParameters scrypt => SCrypt.Generate(
                password, scrypt.Salt.ToArray(), scrypt.Cost, scrypt.BlockSize, scrypt.Parallelism, KdfParameters.KeyLength),
            Pbkdf2Parameters pbkdf2 => Rfc2898DeriveBytes.Pbkdf2(
                password, pbkdf2.Salt.Span, pbkdf2.Iterations, HashAlgorithmName.SHA256, KdfParameters.KeyLength),
            _ => throw new NotSupportedException($"No derivation for {parameters.GetType().Name}."),
        };
        derived.CopyTo(key);
        CryptographicOperations.ZeroMemory(derived);
    }

    private static byte[] DeriveArgon2id(Argon2idParameters parameters, byte[] password)
    {
        using Argon2id argon2id = new(password)
        {
            Salt = parameters.Salt.ToArray(),
            Iterations = (int)parameters.Iterations,
            MemorySize = (int)parameters.MemoryKiB,
            DegreeOfParallelism = parameters.Threads,
        };
        return argon2id.GetBytes(KdfParameters.KeyLength);
    }

    /// <summary>The libraries take arrays; a <see cref="PinnedMemoryOwner"/> has one of exactly its length.</summary>
    private static byte[] UnderlyingArray(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> segment) && segment.Array is { } array && array.Length == memory.Length
            ? array
            : throw new InvalidOperationException("Pinned memory is not an array of its own length.");
}

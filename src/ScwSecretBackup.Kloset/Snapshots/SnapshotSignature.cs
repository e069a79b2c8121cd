using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>The ed25519 signature of a snapshot over the MAC of its header (FORMAT §9.2).</summary>
internal static class SnapshotSignature
{
    private const int SignatureSize = 64;
    private const int PublicKeySize = 32;

    /// <param name="header">The decoded header.</param>
    /// <param name="headerMac">MAC of the header's bytes as they are stored: those were signed.</param>
    /// <param name="signature">Content of the SIGNATURE blob.</param>
    /// <exception cref="KlosetFormatException">The signature is not the one of the public key in the header.</exception>
    public static void Verify(HeaderRecord header, Mac headerMac, ReadOnlySpan<byte> signature)
    {
        if (header.Identity.PublicKey is not { Length: PublicKeySize } publicKey || signature.Length != SignatureSize)
        {
            throw new KlosetFormatException($"Snapshot {header.Identifier} claims to be signed, but its public key or signature is malformed.");
        }

        byte[] message = headerMac.ToArray();
        Ed25519Signer signer = new();
        signer.Init(forSigning: false, ParseKey(header.Identifier, publicKey));
        signer.BlockUpdate(message, 0, message.Length);
        if (!signer.VerifySignature(signature.ToArray()))
        {
            throw new KlosetFormatException($"The signature of snapshot {header.Identifier} is wrong: its header was changed, or signed with another key.");
        }
    }

    private static Ed25519PublicKeyParameters ParseKey(Mac snapshot, byte[] publicKey)
    {
        try
        {
            return new Ed25519PublicKeyParameters(publicKey);
        }
        catch (ArgumentException exception)
        {
            throw new KlosetFormatException($"The public key of snapshot {snapshot} is no point of the ed25519 curve.", exception);
        }
    }
}

using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Who signed a snapshot (FORMAT §9.1, §9.2).</summary>
/// <param name="Identifier">UUID in its printed byte order; zeros when the snapshot is not signed.</param>
/// <param name="PublicKey">ed25519 public key; null when the snapshot is not signed.</param>
internal sealed record HeaderIdentity(ReadOnlyMemory<byte> Identifier, byte[]? PublicKey)
{
    private const int IdentifierSize = 16;

    public static HeaderIdentity None { get; } = new(new byte[IdentifierSize], null);

    public bool IsNone => !Identifier.Span.ContainsAnyExcept((byte)0);

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(2);
        writer.WriteString("identifier");
        writer.WriteBinary(Identifier.Span);
        writer.WriteString("public_key");
        if (PublicKey is null)
        {
            writer.WriteNil();
        }
        else
        {
            writer.WriteBinary(PublicKey);
        }
    }

    public static HeaderIdentity Decode(ref MsgpackReader reader)
    {
        HeaderIdentity identity = None;
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "identifier": identity = identity with { Identifier = reader.ReadBinary() }; break;
                case "public_key": identity = identity with { PublicKey = reader.TryReadNil() ? null : reader.ReadBinary() }; break;
                default: reader.Skip(); break;
            }
        }

        return identity;
    }
}

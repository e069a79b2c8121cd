using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Attributes of a node (FORMAT §9.5).</summary>
internal sealed record FileInfoRecord
{
    /// <summary>Last segment of the path, raw bytes; "/" for the root.</summary>
    public required ReadOnlyMemory<byte> Name { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Go file mode.</summary>
    public uint Mode { get; init; }

    /// <summary>Modification time.</summary>
    public KlosetTime ModTime { get; init; }

    /// <summary>Device of the source.</summary>
    public ulong Device { get; init; }

    /// <summary>Inode of the source.</summary>
    public ulong Inode { get; init; }

    /// <summary>Owner.</summary>
    public ulong UserId { get; init; }

    /// <summary>Group.</summary>
    public ulong GroupId { get; init; }

    /// <summary>Hard links. Anything above 1 makes plakar restore files of one device and inode as one (FORMAT §9.5).</summary>
    public ushort LinkCount { get; init; } = 1;

    /// <summary>Name of the owner.</summary>
    public string UserName { get; init; } = "";

    /// <summary>Name of the group.</summary>
    public string GroupName { get; init; } = "";

    /// <summary>Always 0 so far.</summary>
    public uint Flags { get; init; }

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(12);
        writer.WriteString("name");
        writer.WriteStringBytes(Name.Span);
        writer.WriteString("size");
        writer.WriteInt64(Size);
        writer.WriteString("mode");
        writer.WriteUInt32(Mode);
        writer.WriteString("mod_time");
        writer.WriteTime(ModTime);
        writer.WriteString("dev");
        writer.WriteUInt64(Device);
        writer.WriteString("ino");
        writer.WriteUInt64(Inode);
        writer.WriteString("uid");
        writer.WriteUInt64(UserId);
        writer.WriteString("gid");
        writer.WriteUInt64(GroupId);
        writer.WriteString("nlink");
        writer.WriteUInt16(LinkCount);
        writer.WriteString("username");
        writer.WriteString(UserName);
        writer.WriteString("groupname");
        writer.WriteString(GroupName);
        writer.WriteString("flags");
        writer.WriteUInt32(Flags);
    }

    public static FileInfoRecord Decode(ref MsgpackReader reader)
    {
        FileInfoRecord info = new() { Name = default, LinkCount = 0 };
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "name": info = info with { Name = reader.ReadStringBytes().ToArray() }; break;
                case "size": info = info with { Size = reader.ReadInt64() }; break;
                case "mode": info = info with { Mode = reader.ReadUInt32() }; break;
                case "mod_time": info = info with { ModTime = reader.ReadTime() }; break;
                case "dev": info = info with { Device = reader.ReadUInt64() }; break;
                case "ino": info = info with { Inode = reader.ReadUInt64() }; break;
                case "uid": info = info with { UserId = reader.ReadUInt64() }; break;
                case "gid": info = info with { GroupId = reader.ReadUInt64() }; break;
                case "nlink": info = info with { LinkCount = reader.ReadUInt16() }; break;
                case "username": info = info with { UserName = reader.ReadString() }; break;
                case "groupname": info = info with { GroupName = reader.ReadString() }; break;
                case "flags": info = info with { Flags = reader.ReadUInt32() }; break;
                default: reader.Skip(); break;
            }
        }

        return info;
    }
}

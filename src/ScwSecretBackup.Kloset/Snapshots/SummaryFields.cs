using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Members of a map that are left out when they are 0: counted first, because the count comes first, then written.</summary>
internal sealed class SummaryFields
{
    private readonly MsgpackWriter _writer;

    public SummaryFields(MsgpackWriter writer) => _writer = writer;

    public int Count { get; private set; }

    /// <summary>Whether members are written, or only counted.</summary>
    public bool Writing { get; init; }

    public void Add(string name, ulong value, bool always = false)
    {
        if (Begin(name, always || value != 0))
        {
            _writer.WriteUInt64(value);
        }
    }

    public void Add(string name, long value)
    {
        if (Begin(name, value != 0))
        {
            _writer.WriteInt64(value);
        }
    }

    public void Add(string name, double value)
    {
        if (Begin(name, value != 0))
        {
            _writer.WriteDouble(value);
        }
    }

    private bool Begin(string name, bool present)
    {
        Count += present ? 1 : 0;
        if (present && Writing)
        {
            _writer.WriteString(name);
        }

        return present && Writing;
    }
}

namespace ScalewayEmulator.Requests;

/// <summary>Requests in order of arrival. Thread-safe.</summary>
internal sealed class CallLog
{
    private readonly Lock _gate = new();
    private readonly List<RecordedCall> _calls = [];

    /// <summary>Notes an arrival; its status is filled in later.</summary>
    public int Begin(RecordedCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
            return _calls.Count - 1;
        }
    }

    public void End(int position, int status)
    {
        lock (_gate)
        {
            if (position < _calls.Count)
            {
                _calls[position] = _calls[position] with { Status = status };
            }
        }
    }

    public IReadOnlyList<RecordedCall> Snapshot()
    {
        lock (_gate)
        {
            return [.. _calls];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _calls.Clear();
        }
    }
}

namespace ScalewayEmulator.Http;

/// <summary>The requests in order of arrival, each completed when its answer is decided. Thread-safe.</summary>
internal sealed class CallLog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, RecordedCall> _calls = [];
    private int _next;

    /// <summary>Records a request and returns its running number, from 0; asks for the fault in the same breath, so that both follow the order of arrival.</summary>
    public (int Number, FaultKind? Fault) Add(RecordedCall call, FaultInjection faults)
    {
        lock (_gate)
        {
            int number = _next++;
            _calls.Add(number, call);
            FaultKind? fault = faults.Choose(call.Operation, number);
            _calls[number] = call with { Fault = fault };
            return (number, fault);
        }
    }

    public void Complete(int number, int status)
    {
        lock (_gate)
        {
            if (_calls.TryGetValue(number, out RecordedCall? call))
            {
                _calls[number] = call with { Status = status };
            }
        }
    }

    public IReadOnlyList<RecordedCall> Snapshot()
    {
        lock (_gate)
        {
            return [.. _calls.OrderBy(call => call.Key).Select(call => call.Value)];
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

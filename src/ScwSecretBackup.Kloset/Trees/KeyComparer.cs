namespace ScwSecretBackup.Kloset.Trees;

/// <summary>Compares keys of a tree.</summary>
internal sealed class KeyComparer : IComparer<ReadOnlyMemory<byte>>
{
    public static readonly KeyComparer Bytewise = new(KeyOrder.Bytewise);
    public static readonly KeyComparer Path = new(KeyOrder.Path);

    private readonly KeyOrder _order;

    private KeyComparer(KeyOrder order) => _order = order;

    public static KeyComparer For(KeyOrder order) => order == KeyOrder.Path ? Path : Bytewise;

    public int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (_order == KeyOrder.Path)
        {
            int slashes = left.Count((byte)'/') - right.Count((byte)'/');
            if (slashes != 0)
            {
                return slashes;
            }
        }

        return left.SequenceCompareTo(right);
    }

    public int Compare(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => Compare(x.Span, y.Span);

    /// <summary>Index of the first key that is not below <paramref name="key"/>.</summary>
    public int LowerBound(IReadOnlyList<ReadOnlyMemory<byte>> keys, ReadOnlySpan<byte> key)
    {
        int low = 0;
        int high = keys.Count;
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) / 2);
            if (Compare(keys[middle].Span, key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

namespace ScalewayEmulator.Http;

/// <summary>A page of a listing (SECRET-MANAGER §4.1, §6): pages count from 1, 50 items unless told otherwise, never more than 100; a page after the end is empty.</summary>
internal readonly record struct Page(int Number, int Size)
{
    private const int DefaultSize = 50;
    private const int MaximumSize = 100;

    public static Page From(QueryReader query)
    {
        int number = query.Number("page") ?? 1;
        int size = query.Number("page_size") ?? DefaultSize;
        return new Page(number == 0 ? 1 : number, size == 0 ? DefaultSize : Math.Min(size, MaximumSize));
    }

    public IEnumerable<T> Of<T>(IReadOnlyList<T> all)
    {
        long first = (Number - 1L) * Size;
        return first >= all.Count ? [] : all.Skip((int)first).Take(Size);
    }
}

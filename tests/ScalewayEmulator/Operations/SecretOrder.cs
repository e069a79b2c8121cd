namespace ScalewayEmulator.Operations;

/// <summary>The values of <c>order_by</c>. Equal keys stay in order of creation; names compare by code point.</summary>
internal static class SecretOrder
{
    public static IEnumerable<T> Sort<T>(IEnumerable<T> items, string? order, Func<T, string> name, Func<T, DateTimeOffset> createdAt, Func<T, DateTimeOffset> updatedAt) => order switch
    {
        "name_desc" => items.OrderByDescending(name, StringComparer.Ordinal),
        "created_at_asc" => items.OrderBy(createdAt),
        "created_at_desc" => items.OrderByDescending(createdAt),
        "updated_at_asc" => items.OrderBy(updatedAt),
        "updated_at_desc" => items.OrderByDescending(updatedAt),
        _ => items.OrderBy(name, StringComparer.Ordinal),
    };
}

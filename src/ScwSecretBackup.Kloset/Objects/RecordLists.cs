using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Objects;

/// <summary>Lists inside records. Nil and empty are different bytes: a list that is null here is nil there.</summary>
internal static class RecordLists
{
    public delegate T ItemDecoder<out T>(ref MsgpackReader reader);

    public static void Encode<T>(MsgpackWriter writer, IReadOnlyList<T>? items, Action<T, MsgpackWriter> encodeItem)
    {
        if (items is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(items.Count);
        foreach (T item in items)
        {
            encodeItem(item, writer);
        }
    }

    /// <summary>The list, empty for nil.</summary>
    public static List<T> Decode<T>(ref MsgpackReader reader, int maxCount, ItemDecoder<T> decodeItem)
    {
        int count = reader.ReadArrayHeader(maxCount);
        List<T> items = [];
        for (int i = 0; i < count; i++)
        {
            items.Add(decodeItem(ref reader));
        }

        return items;
    }

    /// <summary>The list, null for nil.</summary>
    public static List<T>? DecodeNullable<T>(ref MsgpackReader reader, int maxCount, ItemDecoder<T> decodeItem) =>
        reader.TryReadNil() ? null : Decode(ref reader, maxCount, decodeItem);

    public static List<string> DecodeStrings(ref MsgpackReader reader, int maxCount) => Decode(ref reader, maxCount, DecodeString);

    public static string DecodeString(ref MsgpackReader reader) => reader.ReadString();
}

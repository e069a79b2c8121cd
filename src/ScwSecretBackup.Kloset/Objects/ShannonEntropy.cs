namespace ScwSecretBackup.Kloset.Objects;

/// <summary>Shannon entropy of content in bits per byte (FORMAT §6.4): 0 for one repeated byte, 8 for random bytes.</summary>
internal static class ShannonEntropy
{
    public static double Compute(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return 0;
        }

        Span<int> frequencies = stackalloc int[256];
        frequencies.Clear();
        foreach (byte value in data)
        {
            frequencies[value]++;
        }

        double entropy = 0;
        foreach (int frequency in frequencies)
        {
            if (frequency > 0)
            {
                double probability = frequency / (double)data.Length;
                entropy -= probability * Math.Log2(probability);
            }
        }

        // A single repeated byte gives -0, which the format would not omit as zero.
        return entropy == 0 ? 0 : entropy;
    }
}

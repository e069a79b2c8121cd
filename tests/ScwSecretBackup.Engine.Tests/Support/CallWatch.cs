using ScalewayEmulator;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>Injects one fault at the n-th call of some operations.</summary>
internal static class CallWatch
{
    /// <summary>A script that injects <paramref name="kind"/> at call number <paramref name="position"/> (from 0) of <paramref name="operations"/>.</summary>
    public static Func<string, int, FaultKind?> FaultAt(int position, FaultKind kind, params string[] operations)
    {
        int seen = -1;
        return (operation, _) => operations.Contains(operation) && Interlocked.Increment(ref seen) == position ? kind : null;
    }

    /// <summary>A script that injects <paramref name="kind"/> into every call of <paramref name="operations"/> from number <paramref name="position"/> on.</summary>
    public static Func<string, int, FaultKind?> FaultFrom(int position, FaultKind kind, params string[] operations)
    {
        int seen = -1;
        return (operation, _) => operations.Contains(operation) && Interlocked.Increment(ref seen) >= position ? kind : null;
    }
}

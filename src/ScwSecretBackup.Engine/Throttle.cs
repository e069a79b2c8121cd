namespace ScwSecretBackup.Engine;

/// <summary>The range of every <c>ThrottleLimit</c>.</summary>
internal static class Throttle
{
    private const int Minimum = 1;
    private const int Maximum = 64;

    /// <summary>Refuses a limit out of range.</summary>
    public static void Check(int throttleLimit)
    {
        if (throttleLimit is < Minimum or > Maximum)
        {
            throw new ArgumentOutOfRangeException(nameof(throttleLimit), throttleLimit, $"A throttle limit is a number from {Minimum} to {Maximum}.");
        }
    }
}

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>The system's clock, shifted.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
}

using ScwSecretBackup.Engine.Versions;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>The outcome of looking at a value: its fingerprint, or why there is none.</summary>
/// <param name="Fingerprint">Stands for the value; null when it could not be looked at.</param>
/// <param name="Problem">Why not, or empty.</param>
internal readonly record struct ValueLook(ValueFingerprint? Fingerprint, string Problem)
{
    /// <summary>A value that could not be looked at.</summary>
    public static ValueLook Impossible(string problem) => new(null, problem);
}

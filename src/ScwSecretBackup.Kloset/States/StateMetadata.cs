using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.States;

/// <summary>The record that ends a state (FORMAT §8.2).</summary>
/// <param name="Version">1.0.0 or 1.1.0: decides the layout.</param>
/// <param name="UnixNs">When the state was made, nanoseconds since the Unix epoch.</param>
/// <param name="Serial">Repository id, or zeros (FORMAT §8.5).</param>
internal sealed record StateMetadata(KlosetVersion Version, ulong UnixNs, Guid Serial);

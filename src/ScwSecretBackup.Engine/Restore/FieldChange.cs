namespace ScwSecretBackup.Engine.Restore;

/// <summary>Metadata of the destination's secret that a restore replaces.</summary>
/// <param name="Field">Field, as the API names it.</param>
/// <param name="Before">What the destination has.</param>
/// <param name="After">What it gets.</param>
public sealed record FieldChange(string Field, string Before, string After);

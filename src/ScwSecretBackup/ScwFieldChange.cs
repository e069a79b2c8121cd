using ScwSecretBackup.Engine.Restore;

namespace ScwSecretBackup;

/// <summary>Metadata of a secret in the destination that a restore replaces.</summary>
public sealed class ScwFieldChange
{
    internal ScwFieldChange(FieldChange change)
    {
        Field = change.Field;
        Before = change.Before;
        After = change.After;
    }

    /// <summary>Field, such as <c>tags</c>.</summary>
    public string Field { get; }

    /// <summary>What the destination has.</summary>
    public string Before { get; }

    /// <summary>What it gets.</summary>
    public string After { get; }

    /// <summary>Field and both contents.</summary>
    public override string ToString() => $"{Field}: '{Before}' -> '{After}'";
}

using ScwSecretBackup.Engine.Restore;

namespace ScwSecretBackup;

/// <summary>Something of a secret that the destination can't have.</summary>
public sealed class ScwLostField
{
    internal ScwLostField(LostField field)
    {
        Field = field.Field;
        Reason = field.Reason;
    }

    /// <summary>Field, such as <c>key_id</c> or <c>revision 4</c>.</summary>
    public string Field { get; }

    /// <summary>Why.</summary>
    public string Reason { get; }

    /// <summary>Field and reason.</summary>
    public override string ToString() => $"{Field}: {Reason}";
}

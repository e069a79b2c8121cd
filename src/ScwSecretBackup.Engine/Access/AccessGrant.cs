namespace ScwSecretBackup.Engine.Access;

/// <summary>Whether a key has a permission set, as far as calls without any effect can tell.</summary>
public enum AccessGrant
{
    /// <summary>Not asked, or the answer says nothing.</summary>
    Unknown,

    /// <summary>The service refused for lack of a permission.</summary>
    No,

    /// <summary>The service did not refuse, but on something that does not exist, so another answer is possible on what does.</summary>
    Likely,

    /// <summary>A call that needs the permission set worked.</summary>
    Yes,
}

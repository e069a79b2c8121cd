namespace ScwSecretBackup.Engine.Selection;

/// <summary>Kinds of <see cref="VersionSelection"/>.</summary>
public enum VersionScope
{
    /// <summary>Every version.</summary>
    All,

    /// <summary>The highest revision that is neither deleted nor scheduled for deletion.</summary>
    Latest,

    /// <summary>The highest revision that is enabled.</summary>
    LatestEnabled,

    /// <summary>The revisions that are named.</summary>
    Revisions,
}

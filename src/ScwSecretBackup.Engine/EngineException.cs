namespace ScwSecretBackup.Engine;

/// <summary>An operation can't go on; says what failed, why, and what to do next.</summary>
public sealed class EngineException : Exception
{
    /// <summary>Creates the error.</summary>
    public EngineException(EngineErrorKind kind, string message, string recommendedAction, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        RecommendedAction = recommendedAction;
    }

    /// <summary>What went wrong, for scripts.</summary>
    public EngineErrorKind Kind { get; }

    /// <summary>One sentence on what to do next.</summary>
    public string RecommendedAction { get; }
}

using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup;

/// <summary>What <c>-Source</c> and <c>-Destination</c> take: a name that is registered, or the registration itself.</summary>
public sealed class ScwAppReference
{
    internal const string Source = "source";
    internal const string Destination = "destination";

    internal ScwAppReference(string kind, string name)
    {
        Kind = kind;
        Name = name;
    }

    internal ScwAppReference(string kind, CloudApp app)
        : this(kind, app.Name) => App = app;

    /// <summary>Source or destination.</summary>
    internal string Kind { get; }

    /// <summary>The name.</summary>
    internal string Name { get; }

    /// <summary>The registration, or null when a name was given.</summary>
    internal CloudApp? App { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

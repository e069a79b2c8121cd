using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup;

/// <summary>What <c>-Store</c> takes: a handle from <c>Open-ScwStore</c> or <c>New-ScwStore</c>, a registered name or registration, or where a store is.</summary>
public sealed class ScwStoreReference
{
    internal ScwStoreReference(ScwStore handle) => Handle = handle;

    internal ScwStoreReference(StoreApp registration) => Registration = registration;

    internal ScwStoreReference(string path) => Path = path;

    /// <summary>The handle, or null.</summary>
    internal ScwStore? Handle { get; }

    /// <summary>The registration, or null.</summary>
    internal StoreApp? Registration { get; }

    /// <summary>A registered name, a folder or an address as the user wrote it, or null.</summary>
    internal string? Path { get; }

    /// <summary>What tells one store from another among those that a command was given.</summary>
    internal object Key => Handle ?? (object?)Registration?.Name ?? Path ?? "";

    /// <summary>Where the store is.</summary>
    public override string ToString() => Handle?.Location ?? Registration?.Name ?? Path ?? "";
}

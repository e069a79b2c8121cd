using ScwSecretBackup.Catalogue;

namespace ScwSecretBackup.Infrastructure;

/// <summary>What every cmdlet that registers something checks first.</summary>
internal static class Registration
{
    /// <summary>Stops when something is wrong with what is to be registered.</summary>
    public static void RequireSound(EngineCommand command, string kind, string name, string? fault)
    {
        if (fault is not null)
        {
            command.Fail(Errors.Create($"The {kind} '{name}' can't be registered: {fault}.", ErrorCatalogue.InvalidRegistration, name));
        }
    }

    /// <summary>Stops when the name is taken and must not be replaced.</summary>
    public static void RequireFree(EngineCommand command, string kind, string name, bool isTaken, bool force)
    {
        if (isTaken && !force)
        {
            command.Fail(Errors.Create($"A {kind} is registered as '{name}' already.", ErrorCatalogue.AlreadyRegistered, name));
        }
    }
}

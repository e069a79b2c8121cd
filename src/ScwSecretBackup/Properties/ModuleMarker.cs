namespace ScwSecretBackup;

internal static class ModuleMarker
{
}

namespace ScwSecretBackup.Loader;

internal static class LoadContext
{
}

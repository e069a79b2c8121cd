namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>A setting as it was found. Never printed as a whole: the text may be a key.</summary>
/// <param name="text">The value.</param>
/// <param name="origin">Where it came from, such as <c>variable SCW_SECRET_KEY</c>.</param>
internal sealed class SettingValue(string text, string origin)
{
    public string Text { get; } = text;

    public string Origin { get; } = origin;

    public override string ToString() => Origin;
}

namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>A Scaleway secret key. Prints as a mask; the text is only reachable for the request header.</summary>
public sealed class SecretKey
{
    private readonly string _text;

    /// <summary>Wraps the key.</summary>
    public SecretKey(string text) => _text = text;

    internal string HeaderValue => _text;

    /// <summary>A mask.</summary>
    public override string ToString() => "********";
}

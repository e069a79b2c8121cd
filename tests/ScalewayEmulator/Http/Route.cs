namespace ScalewayEmulator.Http;

/// <summary>A call of the API: its method, its path below the region (parts in braces match anything), its name, and what it does.</summary>
internal sealed class Route(string method, string template, string operation, Func<ApiRequest, ApiAnswer> handle)
{
    private readonly string[] _parts = template.Split('/');

    public string Operation { get; } = operation;

    public ApiAnswer Handle(ApiRequest request) => handle(request);

    public bool Matches(string requestMethod, ReadOnlySpan<string> parts, Dictionary<string, string> values)
    {
        if (requestMethod != method || parts.Length != _parts.Length)
        {
            return false;
        }

        for (int index = 0; index < parts.Length; index++)
        {
            bool isValue = _parts[index][0] == '{';
            if (isValue && parts[index].Length > 0)
            {
                values[_parts[index].Trim('{', '}')] = parts[index];
            }
            else if (isValue || parts[index] != _parts[index])
            {
                return false;
            }
        }

        return true;
    }
}

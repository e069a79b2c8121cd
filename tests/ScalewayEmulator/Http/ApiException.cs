namespace ScalewayEmulator.Http;

/// <summary>Ends a request with an error answer; thrown before the request had any effect.</summary>
internal sealed class ApiException(ApiAnswer answer) : Exception($"The emulated service answers {answer.Status}.")
{
    public ApiAnswer Answer { get; } = answer;
}

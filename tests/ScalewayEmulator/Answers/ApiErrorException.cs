namespace ScalewayEmulator.Answers;

/// <summary>Carries an error answer out of a handler.</summary>
internal sealed class ApiErrorException(ApiAnswer answer) : Exception
{
    public ApiAnswer Answer { get; } = answer;
}
